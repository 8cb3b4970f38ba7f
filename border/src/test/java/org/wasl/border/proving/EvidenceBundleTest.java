package org.wasl.border.proving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.border.Damage.aFlipInEveryByte;
import static org.wasl.border.Damage.assertReadable;
import static org.wasl.border.Damage.everyCut;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.proving.EvidenceBundle.Worth;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.border.setup.TwoNodes;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

class EvidenceBundleTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final byte[] ROWS = "key,seconds\na1,60\n".getBytes(StandardCharsets.UTF_8);

  private final TwoNodes nodes = new TwoNodes();
  private final SequencedMap<String, byte[]> parts = new LinkedHashMap<>();

  @BeforeEach
  void twoMessagesWithTheirReceipts() {
    nodes.aa.say(nodes.bb, "note 0");
    nodes.aa.say(nodes.bb, "note 1");
    nodes.settle();
    for (int i = 0; i < 2; i++) {
      parts.put("step-" + i + ".json", ("note " + i).getBytes(StandardCharsets.UTF_8));
      parts.put("receipts/step-" + i + ".zip", nodes.aa.border.receipt(LOG, i).orElseThrow().zip());
    }
    parts.put("rows.csv", ROWS);
  }

  private byte[] zip() {
    Json.Obj about = Json.Obj.with().put("matter", "m").end();
    return new EvidenceBundle(about, parts, Map.of("answer.json", "unanswered")).zip();
  }

  private Map<String, Worth> check(byte[] zip) {
    return EvidenceBundle.read(zip)
        .check(new ReceiptVerifier(List.of(nodes.aa.anchor, nodes.bb.anchor)));
  }

  private static Refusal refusal(byte[] zip) {
    Refusal refusal =
        assertThrows(MalformedReceiptException.class, () -> EvidenceBundle.read(zip)).refusal();
    assertTrue(ReceiptVerifier.CODES.contains(refusal.code()), refusal::toString);
    assertReadable(refusal.text());
    return refusal;
  }

  @Test
  void receiptsProveTheirBodiesAndTheRestIsOnlyNamed() {
    assertTrue(EvidenceBundle.isBundle(zip()));
    assertFalse(EvidenceBundle.isBundle(parts.getOrDefault("receipts/step-0.zip", new byte[0])));
    Map<String, Worth> worths = check(zip());
    assertEquals(
        List.of("receipts/step-0.zip", "receipts/step-1.zip", "rows.csv", "answer.json"),
        List.copyOf(worths.keySet()));
    for (int i = 0; i < 2; i++) {
      Worth.Checked checked =
          assertInstanceOf(Worth.Checked.class, worths.get("receipts/step-" + i + ".zip"));
      assertTrue(assertInstanceOf(Verdict.Proved.class, checked.verdict()).bodyChecked());
    }
    assertEquals(new Worth.Named(), worths.get("rows.csv"));
    assertEquals(new Worth.Absent("unanswered"), worths.get("answer.json"));
  }

  @Test
  void aBodyOfAnotherMessageIsRefutedThoughTheManifestAgreesWithIt() {
    parts.put("step-0.json", "note 7".getBytes(StandardCharsets.UTF_8));
    Worth.Checked checked =
        assertInstanceOf(Worth.Checked.class, check(zip()).get("receipts/step-0.zip"));
    assertEquals(
        "receipt.body", assertInstanceOf(Verdict.Refuted.class, checked.verdict()).reason().code());
  }

  @Test
  void aPartThatIsMissingChangedOrNotNamedIsRefused() throws IOException {
    EvidenceBundle good = EvidenceBundle.read(zip());
    assertEquals("evidence.part", refusal(with(good, "rows.csv", null)).code());
    assertEquals("evidence.part", refusal(with(good, "rows.csv", new byte[] {1})).code());
    assertEquals("evidence.part", refusal(with(good, "more.csv", ROWS)).code());
    assertEquals("evidence.manifest", refusal(with(good, "manifest.json", new byte[0])).code());
    assertEquals("evidence.manifest", refusal(new byte[0]).code());
  }

  /// The bundle's own manifest with one part changed.
  private static byte[] with(EvidenceBundle bundle, String name, byte @Nullable [] part)
      throws IOException {
    SequencedMap<String, byte[]> all = new LinkedHashMap<>();
    all.put("manifest.json", manifest(bundle));
    all.putAll(bundle.parts());
    if (part == null) {
      all.remove(name);
    } else {
      all.put(name, part);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> each : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] manifest(EvidenceBundle bundle) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle.zip()))) {
      zip.getNextEntry();
      return zip.readAllBytes();
    }
  }

  @Test
  void damageIsRefusedOrTouchesNoPart() {
    byte[] good = zip();
    everyCut(good, (length, cut) -> assertSame(cut, length));
    aFlipInEveryByte(good, (at, bad) -> assertSame(bad, at));
  }

  private void assertSame(byte[] damaged, int at) {
    try {
      EvidenceBundle read = EvidenceBundle.read(damaged);
      assertEquals(parts.keySet(), read.parts().keySet(), () -> "byte " + at);
      parts.forEach((name, bytes) ->
          assertArrayEquals(bytes, read.parts().get(name), () -> name + ", byte " + at));
    } catch (MalformedReceiptException refused) {
      assertTrue(refused.refusal().code().startsWith("evidence."));
      assertReadable(refused.refusal().text());
    }
  }
}
