package org.wasl.border.proving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;

/// A receipt: proof that an entry stands in a log at its place and that the mirror countersigned
/// it. One ZIP with `entry`, `salt` (absent after erasure), `proof.tlog-proof` (C2SP `tlog-proof`),
/// `policy` and `history` (the anchors of both nodes). What is inside is never trusted: trust comes
/// from the verifier's own anchors.
///
/// @param entry the bytes that were hashed
/// @param salt of the body's commitment, empty after erasure
/// @param proof the tlog-proof file
/// @param anchors the anchors of both nodes, oldest first; each counts only when a chain of
///   introductions leads to it from an anchor that the verifier trusts
/// @param anchoring the hourly commitment to the entry, absent in its first hour
public record Receipt(
    byte[] entry,
    Optional<byte[]> salt,
    Proof proof,
    List<byte[]> anchors,
    Optional<Anchoring> anchoring) {
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int MAX_PART = 2 << 20;
  private static final int MAX_PARTS = 16 + 2 * KeyHistory.MAX_ANCHORS;

  public Receipt {
    anchors = List.copyOf(anchors);
  }

  /// Makes the receipt of an entry that the mirror countersigned.
  ///
  /// @return nothing while there is no cosignature over it
  public static Optional<Receipt> of(
      LogStore logs, String origin, long index, List<Anchor> anchors) {
    LogState state = logs.find(origin).orElseThrow();
    if (state.cosignedSize() <= index || state.cosigned().isEmpty()) {
      return Optional.empty();
    }
    SignedNote note = SignedNote.read(state.cosigned().get());
    long size = Checkpoint.read(note.text()).size();
    List<Hash> path = new StoredTree(logs, origin).tree().inclusion(index, size);
    StoredEntry stored = logs.entries(origin, index, 1, Long.MAX_VALUE).getFirst();
    Optional<byte[]> salt =
        stored.body() instanceof StoredEntry.Body.Held held
            ? Optional.of(held.salt())
            : Optional.empty();
    return Optional.of(
        new Receipt(
            stored.entry(),
            salt,
            new Proof(index, path, note),
            anchors.stream().map(Anchor::bytes).toList(),
            Anchoring.of(logs, origin, index)));
  }

  public byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      part(zip, "entry", entry);
      if (salt.isPresent()) {
        part(zip, "salt", salt.get());
      }
      part(zip, "proof.tlog-proof", proof.bytes());
      part(zip, "policy", policy());
      for (int i = 0; i < anchors.size(); i++) {
        part(zip, "history/anchor-" + i + ".json", anchors.get(i));
      }
      if (anchoring.isPresent()) {
        anchoringParts(zip, anchoring.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void anchoringParts(ZipOutputStream zip, Anchoring anchoring) throws IOException {
    part(zip, "anchoring/entry", anchoring.entry());
    part(zip, "anchoring/salt", anchoring.salt());
    part(zip, "anchoring/body", anchoring.body());
    part(zip, "anchoring/proof.tlog-proof", anchoring.proof().bytes());
    StringBuilder path = new StringBuilder();
    anchoring.path().forEach(hash -> path.append(hash.base64()).append('\n'));
    part(zip, "anchoring/path", path.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /// The keys in the form of C2SP `tlog-policy`, for tools that read it.
  private byte[] policy() {
    StringBuilder out = new StringBuilder();
    for (byte[] each : anchors) {
      Anchor anchor = Anchor.read("history", each);
      anchor.logKeys().forEach(key -> out.append("log ").append(key.vkey()).append('\n'));
      anchor
          .mirrorKeys()
          .forEach(key ->
              out.append("witness ")
                  .append(anchor.node())
                  .append('-')
                  .append(key.algorithm().type())
                  .append(' ')
                  .append(key.vkey())
                  .append('\n'));
    }
    return out.append("quorum none\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws MalformedReceiptException when the bytes are no receipt
  public static Receipt read(byte[] bytes) {
    Map<String, byte[]> parts = parts(bytes);
    byte[] entry = required(parts, "entry");
    byte[] proof = required(parts, "proof.tlog-proof");
    List<byte[]> anchors = new ArrayList<>();
    for (int i = 0; parts.containsKey("history/anchor-" + i + ".json"); i++) {
      anchors.add(required(parts, "history/anchor-" + i + ".json"));
    }
    Receipt receipt =
        new Receipt(
            entry,
            Optional.ofNullable(parts.get("salt")),
            Proof.read(proof),
            anchors,
            anchoring(parts));
    if (!Arrays.equals(receipt.zip(), bytes)) {
      throw new MalformedReceiptException("the file is cut or was changed outside its parts");
    }
    return receipt;
  }

  private static Optional<Anchoring> anchoring(Map<String, byte[]> parts) {
    if (!parts.containsKey("anchoring/entry")) {
      return Optional.empty();
    }
    String path = new String(required(parts, "anchoring/path"), StandardCharsets.US_ASCII);
    List<Hash> hashes = path.lines().limit(64).map(Hash::ofBase64).toList();
    return Optional.of(
        new Anchoring(
            required(parts, "anchoring/entry"),
            required(parts, "anchoring/salt"),
            required(parts, "anchoring/body"),
            Proof.read(required(parts, "anchoring/proof.tlog-proof")),
            hashes));
  }

  private static byte[] required(Map<String, byte[]> parts, String name) {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new MalformedReceiptException("the part " + name + " is missing");
    }
    return part;
  }

  private static Map<String, byte[]> parts(byte[] bytes) {
    Map<String, byte[]> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        byte[] part = zip.readNBytes(MAX_PART + 1);
        if (part.length > MAX_PART || parts.size() == MAX_PARTS) {
          throw new MalformedReceiptException("a part is too large, or there are too many");
        }
        if (parts.put(each.getName(), part) != null) {
          throw new MalformedReceiptException("twice: " + each.getName());
        }
      }
    } catch (IOException e) {
      throw new MalformedReceiptException("not a ZIP: " + e.getMessage());
    }
    return parts;
  }

  private static void part(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(FIXED);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
