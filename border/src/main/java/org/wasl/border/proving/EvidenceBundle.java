package org.wasl.border.proving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// What one side can show of a matter, in one ZIP: bodies of messages with their receipts, tables
/// drawn from records, and a manifest with the size and the digest of each part. The same matter
/// makes the same bytes: no clock, parts in a fixed order.
///
/// The body `NAME.json` is proved by `receipts/NAME.zip`. The manifest is signed by nobody: it
/// tells whether the file is whole, not who made it.
///
/// @param about what the manifest says of the matter
/// @param parts by name, in order
/// @param absent parts that cannot be shown, with the code of the reason
public record EvidenceBundle(
    Json.Obj about, SequencedMap<String, byte[]> parts, Map<String, String> absent) {
  private static final String MANIFEST = "manifest.json";
  private static final String TYPE = "wasl-evidence/1";
  private static final String RECEIPTS = "receipts/";
  private static final String ZIP = ".zip";
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int MAX_PARTS = 1_000;
  private static final int MAX_PART = 64 << 20;
  private static final int MAX_SIZE = 256 << 20;
  private static final int MAX_MANIFEST = 1 << 20;

  /// What one part is worth.
  public sealed interface Worth {
    /// A receipt, and with it the body of its name where that is there.
    record Checked(Verdict verdict) implements Worth {}

    /// A part that no receipt is about: it is whole, and that is all that can be said.
    record Named() implements Worth {}

    /// A part that whoever made the bundle could not show.
    record Absent(String reason) implements Worth {}
  }

  public byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      part(zip, MANIFEST, manifest().canonicalBytes());
      for (Map.Entry<String, byte[]> each : parts.entrySet()) {
        part(zip, each.getKey(), each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void part(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private Json.Obj manifest() {
    List<Json> shown = new ArrayList<>();
    parts.forEach((name, bytes) ->
        shown.add(
            Json.Obj.with()
                .put("name", name)
                .put("bytes", bytes.length)
                .put("sha256", Sha256.hex(bytes))
                .end()));
    List<Json> missing = new ArrayList<>();
    absent.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            missing.add(
                Json.Obj.with().put("name", each.getKey()).put("reason", each.getValue()).end()));
    return Json.Obj.with()
        .put("type", TYPE)
        .put("about", about)
        .put("parts", new Json.Arr(shown))
        .put("absent", new Json.Arr(missing))
        .end();
  }

  /// Whether a file begins as a bundle does, not as a receipt.
  public static boolean isBundle(byte[] bytes) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.ofNullable(zip.getNextEntry())
          .map(first -> first.getName().equals(MANIFEST))
          .orElse(false);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /// Reads a bundle whose parts are those that its manifest names, each with its size and digest.
  ///
  /// @throws MalformedReceiptException with the part that is wrong
  public static EvidenceBundle read(byte[] bytes) {
    Map<String, byte[]> parts = unzip(bytes);
    byte[] manifest = parts.remove(MANIFEST);
    if (manifest == null) {
      throw wrong("الفهرس مفقود", "the manifest is missing");
    }
    try {
      return read(JsonReader.read(MANIFEST, manifest, MAX_MANIFEST), parts);
    } catch (MalformedJsonException e) {
      throw wrong(
          "الفهرس غير سليم: " + e.text().ar(), "the manifest is malformed: " + e.text().en());
    }
  }

  private static EvidenceBundle read(Json manifest, Map<String, byte[]> found) {
    JsonObjectReader in = manifest.asObject(MANIFEST);
    if (!in.string("type").equals(TYPE)) {
      throw wrong("نوع فهرس مجهول", "a manifest of an unknown type");
    }
    if (!(manifest instanceof Json.Obj all
        && all.members().get("about") instanceof Json.Obj about)) {
      throw in.wrong("about", "an object", "something else");
    }
    SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
    for (JsonObjectReader each : in.objects("parts")) {
      String name = each.string("name");
      byte[] part = found.remove(name);
      int size = each.integer("bytes", 0, MAX_PART);
      String digest = each.string("sha256");
      if (part == null || part.length != size || !Sha256.hex(part).equals(digest)) {
        throw part(name, "ليس كما في الفهرس", "is not as the manifest says");
      }
      parts.put(name, part);
    }
    if (!found.isEmpty()) {
      throw part(found.keySet().iterator().next(), "ليس في الفهرس", "is not named by the manifest");
    }
    Map<String, String> absent = new LinkedHashMap<>();
    for (JsonObjectReader each : in.objects("absent")) {
      absent.put(each.string("name"), each.string("reason"));
    }
    return new EvidenceBundle(about, parts, absent);
  }

  private static Map<String, byte[]> unzip(byte[] bytes) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    long size = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        byte[] part = zip.readNBytes(MAX_PART + 1);
        size += part.length;
        if (part.length > MAX_PART || size > MAX_SIZE || parts.size() == MAX_PARTS) {
          throw wrong(
              "جزء كبير جداً، أو الأجزاء كثيرة", "a part is too large, or there are too many");
        }
        if (parts.put(each.getName(), part) != null) {
          throw part(each.getName(), "مكرر", "is there twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw wrong("ليس ملف ZIP سليماً", "not a sound ZIP file: " + String.valueOf(e.getMessage()));
    }
    return parts;
  }

  /// What each part is worth: receipts with their bodies, the rest, and what is not there.
  public SequencedMap<String, Worth> check(ReceiptVerifier verifier) {
    SequencedMap<String, Worth> all = new LinkedHashMap<>();
    parts.forEach((name, bytes) -> {
      if (name.startsWith(RECEIPTS) && name.endsWith(ZIP)) {
        String said = name.substring(RECEIPTS.length(), name.length() - ZIP.length()) + ".json";
        Optional<byte[]> body = Optional.ofNullable(parts.get(said));
        all.put(name, new Worth.Checked(verifier.verify(bytes, body)));
      } else if (!parts.containsKey(RECEIPTS + name.replaceFirst("\\.json$", ZIP))) {
        all.put(name, new Worth.Named());
      }
    });
    absent.forEach((name, reason) -> all.put(name, new Worth.Absent(reason)));
    return all;
  }

  private static MalformedReceiptException part(String name, String ar, String en) {
    return new MalformedReceiptException(
        "evidence.part", "الجزء " + name + " " + ar, "the part " + name + " " + en);
  }

  private static MalformedReceiptException wrong(String ar, String en) {
    return new MalformedReceiptException("evidence.manifest", ar, en);
  }
}
