package org.wasl.numbering.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.numbering.filing.Mithra;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Documents that are cut off, changed or made to do harm: each is refused with its place, in both
/// languages, or read with every row accounted for.
class HostileFilingsTest {
  private static RefusedFilingException refused(Reason reason, String name, byte[] bytes) {
    RefusedFilingException refusal =
        assertThrows(RefusedFilingException.class, () -> FilingFiles.read(name, bytes));
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertTrue(refusal.refusal().text().ar().contains("المتوقع"));
    assertFalse(refusal.refusal().text().en().contains("unknown"), refusal.getMessage());
    return refusal;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFileOfTwoGigabytesIsRefusedUnread(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("huge.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(2L << 30);
    }
    assertThrows(RefusedFilingException.class, () -> FilingFiles.read(file, "huge.csv"));
    Files.delete(file);
  }

  @Test
  void anEndlessStreamIsReadUpToTheLimitOnly() {
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            read[0]++;
            return 'a';
          }

          @Override
          public int read(byte[] bytes, int from, int count) {
            java.util.Arrays.fill(bytes, from, from + count, (byte) 'a');
            read[0] += count;
            return count;
          }
        };
    RefusedFilingException refusal =
        assertThrows(RefusedFilingException.class, () -> FilingFiles.read("x", endless));
    assertEquals(Reason.TOO_LARGE, refusal.reason());
    assertTrue(read[0] <= FilingFiles.MAX_BYTES + 1L, "bytes read: " + read[0]);
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [".formatted(i, i));
      yaml.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
    }
    assertTrue(
        refused(Reason.EXPANDS, "b.yaml", utf8(yaml.toString()))
            .refusal()
            .text()
            .en()
            .contains("line "));
  }

  @Test
  void anAliasInsideItsOwnAnchorIsRefused() {
    refused(Reason.MALFORMED, "b.yaml", utf8("messages: &a [*a]\n"));
  }

  @Test
  void deepNestingIsRefused() {
    refused(Reason.TOO_DEEP, "d.yaml", utf8("messages: " + "[".repeat(100_000)));
    refused(Reason.TOO_DEEP, "d.json", utf8("{\"messages\":" + "[".repeat(100_000)));
    refused(Reason.TOO_DEEP, "d.html", utf8("<table><tr><td>".repeat(100)));
    refused(
        Reason.TOO_DEEP,
        "d.docx",
        zip("word/document.xml", "<w:p xmlns:w='w'>" + "<w:p>".repeat(1_000)));
    refused(
        Reason.TOO_DEEP,
        "d.pdf",
        utf8("%PDF-1.7\n" + "[".repeat(100_000) + "\nstartxref\n0\n%%EOF"));
  }

  @Test
  void aRowOfAMillionColumnsIsRefused() {
    refused(Reason.TOO_WIDE, "w.csv", utf8("a,".repeat(1_000_000)));
    refused(Reason.TOO_WIDE, "w.html", utf8("<table><tr>" + "<td>1".repeat(1_000_000)));
    refused(Reason.TOO_WIDE, "w.html", utf8("<table><tr><td colspan=99999>1</table>"));
    refused(
        Reason.TOO_WIDE,
        "w.yaml",
        utf8(
            "type: doc\nmessages: [{contents: [{communications: [{contents: {en: {content: "
                + "[{type: table, content: [{content: [{attrs: {colspan: 99999}}]}]}]}}}]}]}]"));
  }

  @Test
  void aZipBombIsRefused() {
    refused(
        Reason.EXPANDS,
        "z.docx",
        zip("word/document.xml", " ".repeat(DocxTables.MAX_UNPACKED + 10)));
    refused(
        Reason.EXPANDS, "z.docx", zip("word/media/big", "0".repeat(DocxTables.MAX_UNPACKED + 10)));
  }

  @Test
  void aPdfWithAStreamThatExpandsIsRefused() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.write(utf8("%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n"));
    try (DeflaterOutputStream packed = new DeflaterOutputStream(pdf)) {
      byte[] zeroes = new byte[1 << 20];
      for (int i = 0; i < 70; i++) {
        packed.write(zeroes);
      }
    }
    pdf.write(utf8("\nendstream endobj\nstartxref\n0\n%%EOF"));
    refused(Reason.EXPANDS, "z.pdf", pdf.toByteArray());
  }

  @Test
  void contentFromOutsideIsRefused() {
    String dtd = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    refused(Reason.EXTERNAL_ENTITY, "e.docx", zip("word/document.xml", dtd + "<d>&e;</d>"));
    refused(
        Reason.EXTERNAL_ENTITY, "e.html", utf8(dtd + "<html><table><tr><td>&e;</table></html>"));
  }

  @Test
  void classesAreNeverMadeFromYaml() {
    byte[] yaml =
        utf8("messages: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]\n");
    assertTrue(FilingFiles.read("c.yaml", yaml).isEmpty());
  }

  @Test
  void textThatIsNotUtf8IsRefusedWithTheByte() {
    byte[] bytes = {'C', 'o', 'd', 'e', '\n', (byte) 0xC8, (byte) 0xC7};
    assertTrue(refused(Reason.NOT_UTF8, "c.csv", bytes).refusal().text().en().contains("byte 5"));
  }

  @Test
  void everyTruncationIsRefusedOrReadWithoutLoss() throws IOException {
    for (String name : new String[] {"mithra.yaml", "mithra.html", "mithra-ar.csv"}) {
      byte[] bytes = Mithra.bytes(name);
      for (int length = 0; length < bytes.length; length++) {
        readOrRefused(name, java.util.Arrays.copyOf(bytes, length));
      }
    }
  }

  /// A page, a word document and a PDF that are cut off are always known to be.
  @Test
  void aDocumentWithAnEndIsRefusedWhenCutOff() throws IOException {
    byte[] docx = PdfTablesTest.docx();
    for (int length = 2; length < docx.length; length += 7) {
      refusedAny("cut.docx", java.util.Arrays.copyOf(docx, length));
    }
    byte[] pdf = PdfTablesTest.pdf();
    for (int length = 5; length < pdf.length - 6; length += 7) {
      refusedAny("cut.pdf", java.util.Arrays.copyOf(pdf, length));
    }
  }

  @Test
  void everySingleByteChangeIsRefusedOrReadWithoutLoss() throws IOException {
    Random random = new Random(4);
    for (String name :
        new String[] {"mithra.yaml", "mithra.html", "mithra-ar.csv", "mithra-change.csv"}) {
      byte[] bytes = Mithra.bytes(name);
      for (int i = 0; i < bytes.length; i++) {
        readOrRefused(name, changed(bytes, i, random));
      }
    }
    byte[] docx = PdfTablesTest.docx();
    byte[] pdf = PdfTablesTest.pdf();
    for (int i = 0; i < 1_500; i++) {
      readOrRefused("c.docx", changed(docx, random.nextInt(docx.length), random));
      readOrRefused("c.pdf", changed(pdf, random.nextInt(pdf.length), random));
    }
  }

  private static byte[] changed(byte[] bytes, int at, Random random) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  /// The constructors assert the law; a refusal must say where.
  private static void readOrRefused(String name, byte[] bytes) {
    try {
      for (FiledDocument document : FilingFiles.read(name, bytes)) {
        new FilingReader(FilingContext.UNKNOWN).read(document);
      }
    } catch (RefusedFilingException e) {
      assertTrue(e.refusal().text().en().startsWith(name + ", "), e.getMessage());
    }
  }

  private static void refusedAny(String name, byte[] bytes) {
    assertThrows(RefusedFilingException.class, () -> FilingFiles.read(name, bytes));
  }

  private static byte[] zip(String entry, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(utf8(text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
