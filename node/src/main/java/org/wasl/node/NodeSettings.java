package org.wasl.node;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.wasl.terms.PartyId;

/// The configuration of a node: `wasl.properties` in its home. Every key is in the example file; an
/// unknown key is refused, so that a slip of the pen is seen.
///
/// @param home where everything of this node lies
/// @param party whose node it is
/// @param peer the party at the other end of the border
/// @param countries the folder of dated facts
/// @param consolePort of the console, on `consoleAddress`
/// @param peerPort of the border, on `peerAddress`
/// @param erasureLedger where the ledger of erasures lies, best on another disk; in the home when
///   absent
/// @param oidc who signs people in; passwords of this node when absent
/// @param looking how long a lane rests when nothing calls; what the peer refused for now is tried
///   again then
/// @param clientHeader the header in which a proxy in front of the console names its client;
///   absent: the other end of the connection is the client
/// @param origin under which browsers reach the console; passkeys belong to it
/// @param ips the post's other system, from which mail is taken over
/// @param cds the same for customs declarations
/// @param databaseUrl an external PostgreSQL; absent for the embedded one
public record NodeSettings(
    Path home,
    PartyId party,
    PartyId peer,
    Path countries,
    String consoleAddress,
    int consolePort,
    String peerAddress,
    int peerPort,
    Optional<String> databaseUrl,
    String databaseUser,
    String databasePassword,
    Optional<Path> erasureLedger,
    Optional<Oidc> oidc,
    Optional<Token> token,
    Duration looking,
    Optional<String> clientHeader,
    String origin,
    Optional<OtherDatabase> ips,
    Optional<OtherDatabase> cds) {
  private static final Duration LOOKING = Duration.ofMillis(200);
  public static final String FILE = "wasl.properties";

  /// A PKCS#11 token with a P-256 key that signs checkpoints beside the node's other keys.
  ///
  /// @param configuration of the JDK's PKCS#11 provider: name, library, slot
  /// @param pin file whose first line is the PIN, readable by the node's user alone
  public record Token(Path configuration, String alias, Path pin) {}

  /// The database of another system, read and never written.
  ///
  /// @param url of JDBC, without a password in it
  /// @param password file whose first line is the password, readable by the node's user alone
  public record OtherDatabase(String url, String user, Path password, String schema) {}

  /// An OpenID Connect provider that signs people in; their accounts and roles stay here.
  ///
  /// @param issuer its address, under which its configuration is found
  public record Oidc(String issuer, String client, String secret) {}

  private static final Set<String> KEYS =
      Set.of(
          "wasl.party",
          "wasl.peer",
          "wasl.countries",
          "wasl.console.address",
          "wasl.console.port",
          "wasl.peer.address",
          "wasl.peer.port",
          "wasl.database.url",
          "wasl.database.user",
          "wasl.database.password",
          "wasl.erasures",
          "wasl.token.configuration",
          "wasl.token.alias",
          "wasl.token.pin",
          "wasl.oidc.issuer",
          "wasl.oidc.client",
          "wasl.oidc.secret",
          "wasl.lanes.look",
          "wasl.console.client-header",
          "wasl.console.origin",
          "wasl.ips.url",
          "wasl.ips.user",
          "wasl.ips.password",
          "wasl.ips.schema",
          "wasl.cds.url",
          "wasl.cds.user",
          "wasl.cds.password",
          "wasl.cds.schema");

  /// @throws MalformedSettingsException when a key is unknown, missing or wrong
  public static NodeSettings read(Path home) {
    Properties values = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve(FILE))) {
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.resolve(FILE), e);
    }
    for (String key : values.stringPropertyNames()) {
      if (!KEYS.contains(key)) {
        throw new MalformedSettingsException(key, "مفتاح غير معروف", "unknown key");
      }
    }
    return new NodeSettings(
        home,
        parsed("wasl.party", required(values, "wasl.party"), PartyId::new),
        parsed("wasl.peer", required(values, "wasl.peer"), PartyId::new),
        home.resolve(required(values, "wasl.countries")),
        values.getProperty("wasl.console.address", "127.0.0.1"),
        port(values, "wasl.console.port"),
        values.getProperty("wasl.peer.address", "127.0.0.1"),
        port(values, "wasl.peer.port"),
        Optional.ofNullable(values.getProperty("wasl.database.url")).filter(url -> !url.isBlank()),
        values.getProperty("wasl.database.user", "wasl"),
        values.getProperty("wasl.database.password", ""),
        optional(values, "wasl.erasures").map(home::resolve),
        optional(values, "wasl.oidc.issuer")
            .map(issuer ->
                new Oidc(
                    issuer,
                    required(values, "wasl.oidc.client"),
                    required(values, "wasl.oidc.secret"))),
        optional(values, "wasl.token.configuration")
            .map(configuration ->
                new Token(
                    home.resolve(configuration),
                    required(values, "wasl.token.alias"),
                    home.resolve(required(values, "wasl.token.pin")))),
        optional(values, "wasl.lanes.look")
            .map(text -> parsed("wasl.lanes.look", text, Duration::parse))
            .orElse(LOOKING),
        optional(values, "wasl.console.client-header"),
        optional(values, "wasl.console.origin")
            .orElseGet(() -> "http://localhost:" + port(values, "wasl.console.port")),
        other(
            values,
            home,
            List.of("wasl.ips.url", "wasl.ips.user", "wasl.ips.password", "wasl.ips.schema")),
        other(
            values,
            home,
            List.of("wasl.cds.url", "wasl.cds.user", "wasl.cds.password", "wasl.cds.schema")));
  }

  /// @param keys of address, user, file with the password, and schema
  private static Optional<OtherDatabase> other(Properties values, Path home, List<String> keys) {
    return optional(values, keys.getFirst())
        .map(url ->
            new OtherDatabase(
                withoutSecret(keys.getFirst(), url),
                required(values, keys.get(1)),
                home.resolve(required(values, keys.get(2))),
                optional(values, keys.get(3)).orElse("dbo")));
  }

  private static String withoutSecret(String key, String url) {
    boolean isOne = url.startsWith("jdbc:sqlserver:") || url.startsWith("jdbc:postgresql:");
    if (!isOne || url.toLowerCase(Locale.ROOT).matches(".*(password|pwd|user)\\s*=.*")) {
      throw new MalformedSettingsException(
          key,
          "عنوان jdbc:sqlserver أو jdbc:postgresql بلا مستخدم ولا كلمة مرور",
          "is an address jdbc:sqlserver or jdbc:postgresql without user and password");
    }
    return url;
  }

  private static Optional<String> optional(Properties values, String key) {
    return Optional.ofNullable(values.getProperty(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String required(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new MalformedSettingsException(key, "غير مذكور", "is missing");
    }
    return value.strip();
  }

  private static int port(Properties values, String key) {
    int port = parsed(key, required(values, key), Integer::parseInt);
    if (port < 1 || port > 65_535) {
      throw new MalformedSettingsException(
          key, "المنفذ من 1 إلى 65535", "is a port from 1 to 65535");
    }
    return port;
  }

  private static <T> T parsed(String key, String value, Function<String, T> reading) {
    try {
      return reading.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedSettingsException(
          key, "قيمة غير مقبولة: " + value, "a value that is not accepted: " + value);
    }
  }
}
