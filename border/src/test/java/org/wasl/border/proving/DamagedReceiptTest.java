package org.wasl.border.proving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.border.Damage.aFlipInEveryByte;
import static org.wasl.border.Damage.assertReadable;
import static org.wasl.border.Damage.everyCut;
import static org.wasl.border.Damage.everyFlip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Damage;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.border.setup.TwoNodes;
import org.wasl.terms.Refusal;

/// A receipt with all its parts, damaged as a file and, in a ZIP written anew around it, in each
/// part.
class DamagedReceiptTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final byte[] BODY = "note 2".getBytes(StandardCharsets.UTF_8);
  private static final Set<String> FILE =
      Set.of(
          "receipt.zip",
          "receipt.part",
          "receipt.part-missing",
          "receipt.too-large",
          "receipt.altered");

  private final TwoNodes nodes = new TwoNodes();
  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private byte[] receipt = new byte[0];

  @BeforeEach
  void anAnchoredReceipt() throws IOException {
    for (int i = 0; i < 5; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    nodes.now = nodes.now.plusSeconds(600);
    nodes.bb.border.anchorAll();
    nodes.settle();
    receipt = nodes.aa.border.receipt(LOG, 2).orElseThrow().zip();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(receipt))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        parts.put(each.getName(), zip.readAllBytes());
      }
    }
    assertEquals(11, parts.size());
    assertInstanceOf(Verdict.Proved.class, verdict(receipt, Optional.of(BODY)));
    assertInstanceOf(Verdict.Proved.class, verdict(zip(parts), Optional.of(BODY)));
  }

  private Verdict verdict(byte[] bytes, Optional<byte[]> body) {
    return new ReceiptVerifier(List.of(nodes.aa.anchor, nodes.bb.anchor)).verify(bytes, body);
  }

  private Refusal refusal(byte[] bytes, String what) {
    Verdict verdict = verdict(bytes, Optional.of(BODY));
    Refusal reason =
        assertInstanceOf(Verdict.Refuted.class, verdict, () -> "accepted: " + what).reason();
    assertTrue(ReceiptVerifier.CODES.contains(reason.code()), reason::toString);
    assertReadable(reason.text());
    return reason;
  }

  /// The ZIP that any program would write: stored parts, times of 1980.
  private static byte[] zip(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(part.getValue());
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.getValue().length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] with(String name, byte[] part) {
    Map<String, byte[]> changed = new LinkedHashMap<>(parts);
    changed.put(name, part);
    return zip(changed);
  }

  /// Every flip and cut of a part gives one of these codes, and each of them is given.
  private void requireRefused(String name, String... codes) {
    byte[] good = parts.getOrDefault(name, new byte[0]);
    Set<String> seen = new ConcurrentSkipListSet<>();
    // of the long parts, whose bits DamagedCheckpointTest flips one by one, a bit of every byte
    BiConsumer<byte[], Damage.Look> flip =
        good.length > 4_096 ? Damage::aFlipInEveryByte : Damage::everyFlip;
    flip.accept(good, (at, bad) -> seen.add(refusal(with(name, bad), name + " byte " + at).code()));
    everyCut(
        good, (length, bad) -> seen.add(refusal(with(name, bad), name + " cut " + length).code()));
    assertEquals(new TreeSet<>(List.of(codes)), seen);
  }

  @Test
  void everyFlippedBitOfTheFileIsRefusedAndNamesThePartWhoseBytesItHits() {
    Map<Integer, String> places = new LinkedHashMap<>();
    String file = new String(receipt, StandardCharsets.ISO_8859_1);
    int from = 0;
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      int start = file.indexOf(new String(part.getValue(), StandardCharsets.ISO_8859_1), from);
      for (int i = 0; i < part.getValue().length; i++) {
        places.put(start + i, part.getKey());
      }
      from = start + part.getValue().length;
    }
    everyFlip(
        receipt,
        (at, bad) -> {
          Refusal reason = refusal(bad, "byte " + at);
          String hit = places.get(at);
          if (hit == null) {
            // headers of the ZIP: names, times, sizes, the directory at the end
            assertTrue(
                FILE.contains(reason.code()) || reason.code().equals("receipt.history"),
                () -> "byte " + at + ": " + reason);
          } else {
            assertEquals("receipt.part", reason.code(), "byte " + at);
            assertTrue(reason.text().en().contains("the part " + hit + " "), reason::toString);
            assertTrue(reason.text().ar().contains(hit), reason::toString);
          }
        });
  }

  @Test
  void aFileThatIsCutAnywhereIsRefused() {
    everyCut(
        receipt,
        (length, bad) ->
            assertTrue(FILE.contains(refusal(bad, "cut at " + length).code()), "at " + length));
  }

  @Test
  void aFileWithSomethingBehindItIsRefused() {
    byte[] longer = Arrays.copyOf(receipt, receipt.length + 1);
    assertEquals("receipt.altered", refusal(longer, "longer").code());
  }

  @Test
  void anEntryThatIsFlippedOrCutIsNotInTheLog() {
    requireRefused("entry", "receipt.inclusion");
  }

  @Test
  void aSaltThatIsFlippedIsNotTheBodysAndOneThatIsCutIsNone() {
    everyFlip(
        parts.getOrDefault("salt", new byte[0]),
        (at, bad) -> {
          assertEquals("receipt.body", refusal(with("salt", bad), "salt byte " + at).code());
          // without a body the salt proves nothing, and nothing is said of the body
          Verdict.Proved proved =
              assertInstanceOf(Verdict.Proved.class, verdict(with("salt", bad), Optional.empty()));
          assertEquals(false, proved.bodyChecked());
        });
    everyCut(
        parts.getOrDefault("salt", new byte[0]),
        (length, bad) ->
            assertEquals("receipt.salt", refusal(with("salt", bad), "cut " + length).code()));
  }

  @Test
  void aFlipInTheProofIsNamedByTheLineThatItHits() {
    byte[] good = parts.getOrDefault("proof.tlog-proof", new byte[0]);
    String text = new String(good, StandardCharsets.UTF_8);
    aFlipInEveryByte(
        good,
        (at, bad) -> {
          String line = lineAt(text, good, at);
          Set<String> fitting = fitting(text, line);
          Refusal reason =
              refusal(with("proof.tlog-proof", bad), "proof byte " + at + " in " + line);
          assertTrue(fitting.contains(reason.code()), () -> line + ": " + reason);
        });
  }

  private static Set<String> fitting(String text, String line) {
    if (line.equals(LOG)) {
      return Set.of("receipt.proof", "receipt.no-anchor", "receipt.cosignature");
    }
    if (line.startsWith("\u2014 node.aa")) {
      return Set.of("receipt.proof", "receipt.log-signature");
    }
    boolean ofTheNote = text.indexOf("\n\n") < text.indexOf("\n" + line + "\n");
    return Set.of("receipt.proof", ofTheNote ? "receipt.cosignature" : "receipt.inclusion");
  }

  private static String lineAt(String text, byte[] bytes, int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    int end = at;
    while (bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    assertTrue(text.contains(line));
    return line;
  }

  @Test
  void aProofThatIsCutAnywhereIsRefused() {
    everyCut(
        parts.getOrDefault("proof.tlog-proof", new byte[0]),
        (length, bad) -> {
          String code = refusal(with("proof.tlog-proof", bad), "cut " + length).code();
          assertTrue(
              Set.of("receipt.proof", "receipt.cosignature", "receipt.log-signature")
                  .contains(code),
              () -> length + " " + code);
        });
  }

  @Test
  void thePolicyIsTheOneOfTheAnchors() {
    requireRefused("policy", "receipt.altered");
  }

  @Test
  void anAnchorThatIsFlippedOrCutIsNotOfItsOfficers() {
    // altered: a key that the policy beside it does not name
    requireRefused("history/anchor-0.json", "receipt.altered", "receipt.history");
    requireRefused("history/anchor-1.json", "receipt.altered", "receipt.history");
  }

  @Test
  void theHourlyCommitmentIsRefusedInEachOfItsParts() {
    requireRefused("anchoring/entry", "receipt.anchoring");
    requireRefused("anchoring/salt", "receipt.anchoring");
    requireRefused("anchoring/body", "receipt.anchoring");
    requireRefused("anchoring/proof.tlog-proof", "receipt.anchoring");
    requireRefused("anchoring/path", "receipt.altered", "receipt.anchoring");
  }

  @Test
  void aMissingPartIsNamed() {
    for (String name : List.of("entry", "proof.tlog-proof")) {
      Map<String, byte[]> fewer = new LinkedHashMap<>(parts);
      fewer.remove(name);
      Refusal reason = refusal(zip(fewer), name);
      assertEquals("receipt.part-missing", reason.code());
      assertTrue(reason.text().ar().contains(name));
    }
  }
}
