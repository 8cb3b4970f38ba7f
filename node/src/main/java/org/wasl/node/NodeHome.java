package org.wasl.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.border.NodeId;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.wire.TlsIdentity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;
import org.wasl.terms.file.WholeFile;

/// The folder of a node: configuration, keys, anchors, database, call records. Secrets are readable
/// by the node's user alone. The officers' keys are written once, to be moved to paper or tokens.
public final class NodeHome {
  private final Path folder;

  public NodeHome(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  public Path folder() {
    return folder;
  }

  public boolean isMade() {
    return Files.exists(folder.resolve("anchor.json"));
  }

  /// Makes the keys and the signed anchor of a new node.
  ///
  /// @param officers how many officers there are, `threshold` of whom sign
  public void make(NodeSettings settings, int threshold, int officers, Instant now) {
    SecureRandom random = new SecureRandom();
    Party party = new CountriesFolder(settings.countries()).party(settings.party());
    NodeId node = new NodeId(party.nodeName());
    NodeKeys keys = withToken(NodeKeys.make(node, random), settings);
    char[] password = randomPassword(random);
    TlsIdentity tls = TlsIdentity.make(node, now, random, password);
    List<Officer> all = new ArrayList<>();
    for (int i = 0; i < officers; i++) {
      all.add(Officer.make(random));
    }
    Anchor anchor =
        new Anchor(
            node,
            settings.party(),
            "https://" + settings.peerAddress() + ":" + settings.peerPort(),
            tls.pin(),
            keys.logVerifiers(),
            keys.mirrorVerifiers(),
            now,
            new Anchor.Identity(threshold, all.stream().map(Officer::publicKey).toList()),
            List.of());
    for (Officer officer : all.subList(0, threshold)) {
      anchor = officer.sign(anchor);
    }
    secret("keys.json", keys.json().canonicalBytes());
    secret("tls.password", new String(password).getBytes(StandardCharsets.US_ASCII));
    secret("tls.p12", tls.bytes());
    for (int i = 0; i < all.size(); i++) {
      secret("officers/officer-" + (i + 1) + ".key", Base64.getEncoder().encode(all.get(i).seed()));
    }
    write("anchor.json", anchor.bytes());
  }

  /// The keys of the key file and, where the settings name one, the key in the token.
  public NodeKeys keys(NodeSettings settings) {
    return withToken(stored("keys.json"), settings);
  }

  private NodeKeys stored(String file) {
    return NodeKeys.read(CountriesFolder.open(folder.resolve(file)));
  }

  private static NodeKeys withToken(NodeKeys keys, NodeSettings settings) {
    return settings.token().map(token -> keys.with(TokenKey.open(keys.node(), token))).orElse(keys);
  }

  /// Makes the next keys and the anchor that introduces them, to be signed by the officers.
  ///
  /// @return the file of the unsigned anchor
  public Path renew(Anchor.Succession succession, Instant now) {
    SecureRandom random = new SecureRandom();
    Anchor present = anchor();
    NodeKeys next = NodeKeys.make(present.node(), random);
    NodeKeys named = withToken(next, NodeSettings.read(folder));
    char[] password = new String(read("tls.password"), StandardCharsets.US_ASCII).toCharArray();
    TlsIdentity tls = TlsIdentity.make(present.node(), now, random, password);
    Anchor unsigned =
        new Anchor(
            present.node(),
            present.party(),
            present.url(),
            tls.pin(),
            named.logVerifiers(),
            named.mirrorVerifiers(),
            now,
            present.identity(),
            Optional.of(succession),
            List.of());
    secret("keys-next.json", next.json().canonicalBytes());
    secret("tls-next.p12", tls.bytes());
    write("anchor-next.json", unsigned.bytes());
    return folder.resolve("anchor-next.json");
  }

  /// Takes the next keys into use beside the present ones, once the officers signed their anchor.
  ///
  /// @return whether the present anchor's officers introduced the next one
  public boolean adopt() {
    Anchor next = Anchor.read("anchor-next.json", read("anchor-next.json"));
    if (KeyHistory.of(anchor()).followedBy(next).isEmpty()) {
      return false;
    }
    NodeKeys keys = stored("keys-next.json");
    write("anchors/" + anchor().validFrom().toEpochMilli() + ".json", anchor().bytes());
    secret("keys.json", stored("keys.json").with(keys).json().canonicalBytes());
    write("anchor.json", next.bytes());
    remove("keys-next.json");
    remove("anchor-next.json");
    return true;
  }

  /// Puts the next TLS key into use at the next start, once every peer knows its pin.
  ///
  /// @return whether there was one
  public boolean promoteTls() {
    if (!Files.exists(folder.resolve("tls-next.p12"))
        || Files.exists(folder.resolve("anchor-next.json"))) {
      return false;
    }
    secret("tls.p12", read("tls-next.p12"));
    remove("tls-next.p12");
    return true;
  }

  private void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder.resolve(name), e);
    }
  }

  public TlsIdentity tls() {
    String password = new String(read("tls.password"), StandardCharsets.US_ASCII);
    return TlsIdentity.read(read("tls.p12"), password.toCharArray());
  }

  public Anchor anchor() {
    return Anchor.read("anchor.json", read("anchor.json"));
  }

  /// Puts the anchor of a peer where the node finds it at its start.
  public void addPeer(Anchor peer) {
    write("peers/" + peer.node() + ".json", peer.bytes());
  }

  /// The anchors that two persons put here.
  public List<Anchor> peers() {
    Path peers = folder.resolve("peers");
    if (!Files.isDirectory(peers)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(peers)) {
      return files
          .sorted()
          .map(file -> Anchor.read(file.toString(), read("peers/" + file.getFileName())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static char[] randomPassword(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).toCharArray();
  }

  private byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.resolve(name), e);
    }
  }

  private void secret(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      WholeFile.writeSecret(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  private void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      WholeFile.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }
}
