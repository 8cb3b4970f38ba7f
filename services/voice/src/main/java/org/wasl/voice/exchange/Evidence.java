package org.wasl.voice.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wasl.terms.json.Json;

/// What one side can show of a dispute, in one file: the contest, its answer and the two accounts
/// as they were signed, the masked rows of both sides, the receipts of the messages, the mappings
/// by which records were read, and a manifest with the digest of each part. The same dispute makes
/// the same bytes: no clock, parts in a fixed order.
///
/// @param about what the manifest says of the dispute
/// @param parts by name, in order
/// @param absent parts that cannot be shown, with the code of the reason
record Evidence(Json.Obj about, SequencedMap<String, byte[]> parts, Map<String, String> absent) {
  static final String MANIFEST = "manifest.json";

  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

  byte[] zip() {
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

  private Json.Obj manifest() {
    List<Json> shown = new ArrayList<>();
    parts.forEach((name, bytes) ->
        shown.add(
            Json.Obj.with()
                .put("name", name)
                .put("bytes", bytes.length)
                .put("sha256", VoiceDesk.sha256(bytes))
                .end()));
    List<Json> missing = new ArrayList<>();
    absent.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            missing.add(
                Json.Obj.with().put("name", each.getKey()).put("reason", each.getValue()).end()));
    return Json.Obj.with()
        .put("type", "wasl-evidence/1")
        .put("about", about)
        .put("parts", new Json.Arr(shown))
        .put("absent", new Json.Arr(missing))
        .end();
  }

  private static void part(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
