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
import org.wasl.border.Entry;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;
import org.wasl.terms.json.MalformedJsonException;

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
    List<Anchor> anchors,
    Optional<Anchoring> anchoring) {
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int MAX_PART = 2 << 20;
  private static final int MAX_PATH = 63;
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
            anchors,
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
        part(zip, "history/anchor-" + i + ".json", anchors.get(i).bytes());
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
    for (Anchor anchor : anchors) {
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
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; parts.containsKey("history/anchor-" + i + ".json"); i++) {
      anchors.add(anchor(required(parts, "history/anchor-" + i + ".json")));
    }
    Receipt receipt = new Receipt(entry, salt(parts), Proof.read(proof), anchors, anchoring(parts));
    if (!Arrays.equals(receipt.zip(), bytes)) {
      throw new MalformedReceiptException(
          "receipt.altered",
          "الملف مقطوع أو غُيّر خارج أجزائه",
          "the file is cut or was changed outside its parts");
    }
    return receipt;
  }

  /// An anchor stands in a receipt as its node wrote it.
  private static Anchor anchor(byte[] bytes) {
    try {
      Anchor anchor = Anchor.read("history", bytes);
      if (Arrays.equals(anchor.bytes(), bytes)) {
        return anchor;
      }
      throw new MalformedReceiptException(
          "receipt.history",
          "مرساة في الإشعار ليست بصورتها القانونية",
          "an anchor in the receipt is not in its canonical form");
    } catch (MalformedJsonException e) {
      throw new MalformedReceiptException(
          "receipt.history",
          "مرساة في الإشعار غير سليمة: " + e.text().ar(),
          "an anchor in the receipt is malformed: " + e.text().en());
    }
  }

  private static Optional<byte[]> salt(Map<String, byte[]> parts) {
    Optional<byte[]> salt = Optional.ofNullable(parts.get("salt"));
    if (salt.isPresent() && salt.get().length != Entry.SALT_BYTES) {
      throw new MalformedReceiptException(
          "receipt.salt",
          "ملح المتن ليس " + Entry.SALT_BYTES + " بايت",
          "the salt of the body has not " + Entry.SALT_BYTES + " bytes");
    }
    return salt;
  }

  private static Optional<Anchoring> anchoring(Map<String, byte[]> parts) {
    if (!parts.containsKey("anchoring/entry")) {
      return Optional.empty();
    }
    List<Hash> hashes = path(required(parts, "anchoring/path"));
    return Optional.of(
        new Anchoring(
            required(parts, "anchoring/entry"),
            required(parts, "anchoring/salt"),
            required(parts, "anchoring/body"),
            anchoringProof(required(parts, "anchoring/proof.tlog-proof")),
            hashes));
  }

  private static Proof anchoringProof(byte[] bytes) {
    try {
      return Proof.read(bytes);
    } catch (MalformedReceiptException e) {
      throw anchoring(e.refusal().text().ar(), e.refusal().text().en());
    }
  }

  private static List<Hash> path(byte[] bytes) {
    try {
      String text = new String(bytes, StandardCharsets.US_ASCII);
      return text.lines().limit(MAX_PATH).map(Hash::ofBase64).toList();
    } catch (IllegalArgumentException e) {
      throw anchoring("مسار البصمات غير سليم", "the path of hashes is malformed");
    }
  }

  private static MalformedReceiptException anchoring(String ar, String en) {
    return new MalformedReceiptException(
        "receipt.anchoring", "الالتزام الساعي: " + ar, "the hourly commitment: " + en);
  }

  private static byte[] required(Map<String, byte[]> parts, String name) {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new MalformedReceiptException(
          "receipt.part-missing", "الجزء " + name + " مفقود", "the part " + name + " is missing");
    }
    return part;
  }

  private static Map<String, byte[]> parts(byte[] bytes) {
    Map<String, byte[]> parts = new HashMap<>();
    long size = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        byte[] part = part(zip, each.getName());
        size += part.length;
        // the parts stand in the file as they are, so together they cannot be larger than it
        if (part.length > MAX_PART || size > bytes.length || parts.size() == MAX_PARTS) {
          throw new MalformedReceiptException(
              "receipt.too-large",
              "جزء كبير جداً، أو الأجزاء كثيرة",
              "a part is too large, or there are too many");
        }
        if (parts.put(each.getName(), part) != null) {
          throw damaged(each.getName(), "مكرر", "is there twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedReceiptException(
          "receipt.zip",
          "ليس ملف ZIP سليماً",
          "not a sound ZIP file: " + String.valueOf(e.getMessage()));
    }
    return parts;
  }

  private static byte[] part(ZipInputStream zip, String name) {
    try {
      return zip.readNBytes(MAX_PART + 1);
    } catch (IOException e) {
      throw damaged(name, "تالف أو مقطوع", "is damaged or cut: " + e.getMessage());
    }
  }

  private static MalformedReceiptException damaged(String name, String ar, String en) {
    return new MalformedReceiptException(
        "receipt.part", "الجزء " + name + " " + ar, "the part " + name + " " + en);
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
