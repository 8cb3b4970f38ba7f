package org.wasl.node;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
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
    String databasePassword) {
  public static final String FILE = "wasl.properties";

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
          "wasl.database.password");

  /// @throws IllegalArgumentException when a key is unknown, missing or wrong
  public static NodeSettings read(Path home) {
    Properties values = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve(FILE))) {
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.resolve(FILE), e);
    }
    for (String key : values.stringPropertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(FILE + ": unknown key " + key);
      }
    }
    return new NodeSettings(
        home,
        new PartyId(required(values, "wasl.party")),
        new PartyId(required(values, "wasl.peer")),
        home.resolve(required(values, "wasl.countries")),
        values.getProperty("wasl.console.address", "127.0.0.1"),
        port(values, "wasl.console.port"),
        values.getProperty("wasl.peer.address", "127.0.0.1"),
        port(values, "wasl.peer.port"),
        Optional.ofNullable(values.getProperty("wasl.database.url")).filter(url -> !url.isBlank()),
        values.getProperty("wasl.database.user", "wasl"),
        values.getProperty("wasl.database.password", ""));
  }

  private static String required(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(FILE + ": " + key + " is missing");
    }
    return value.strip();
  }

  private static int port(Properties values, String key) {
    int port = Integer.parseInt(required(values, key));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(FILE + ": " + key + " is a port from 1 to 65535");
    }
    return port;
  }
}
