package org.wasl.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.border.NodeId;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.wire.TlsIdentity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

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
    NodeKeys keys = NodeKeys.make(node, random);
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

  public NodeKeys keys() {
    return NodeKeys.read(CountriesFolder.open(folder.resolve("keys.json")));
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
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  private void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }
}
