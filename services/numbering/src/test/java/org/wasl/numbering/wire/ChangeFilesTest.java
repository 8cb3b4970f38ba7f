package org.wasl.numbering.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.changing.ChangeMap;
import org.wasl.numbering.changing.ChangeRule;
import org.wasl.numbering.changing.Conversion;
import org.wasl.numbering.changing.NumberForm;
import org.wasl.numbering.filing.Mithra;

/// Address books and call records, converted by a change table that was read from a file.
class ChangeFilesTest {
  private final List<Long> refused = new ArrayList<>();
  private final Conversion conversion;
  private final ChangeFiles files;

  ChangeFilesTest() throws IOException {
    List<ChangeRule> rules =
        Mithra.table("mithra-change.csv").changes().stream().map(ChangeRule::of).toList();
    conversion = new Conversion(new ChangeMap(rules), new NumberForm("999", "00", "0", 7));
    files =
        new ChangeFiles("book", conversion, LocalDate.of(2011, 6, 1), (row, _) -> refused.add(row));
  }

  @Test
  void anAddressBookKeepsEverythingButTheNumbers() throws IOException {
    String book =
        "name,phone,\"note\"\r\n\"Sami, the \"\"first\"\"\",\"033 212 345\",\"033 212345\"\r\n"
            + "Rim,+999 33 251 234,\r\nHani,033261234,x\r\nBare,,\r\n";
    StringWriter out = new StringWriter();
    files.csv(new StringReader(book), out, ',', List.of("phone"), "");
    assertEquals(
        "name,phone,\"note\"\r\n\"Sami, the \"\"first\"\"\",\"0334212345\",\"033 212345\"\r\n"
            + "Rim,+999337751234,\r\nHani,033261234,x\r\nBare,,\r\n",
        out.toString());
    assertEquals(List.of(4L), refused);
    assertEquals(3, conversion.seen());
  }

  @Test
  void aCallRecordIsConvertedAsOfItsOwnDay() throws IOException {
    String calls = "time,b\n2011-04-30T23:59:59,033212345\n2011-05-01T00:00:00,033212345";
    StringWriter out = new StringWriter();
    files.csv(new StringReader(calls), out, ',', List.of("b"), "time");
    assertEquals(
        "time,b\n2011-04-30T23:59:59,033212345\n2011-05-01T00:00:00,0334212345", out.toString());
  }

  @Test
  void cardsOfEachVersionAreConverted() throws IOException {
    String cards =
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Rim\r\nTEL;VALUE=uri;TYPE=home:tel:+999-33-212-345;ext=5\r\n"
            + "item1.TEL;TYPE=CELL:+999 33 25\r\n 1 234\r\nNOTE:TEL:033212345\r\nEND:VCARD\r\n";
    StringWriter out = new StringWriter();
    files.vcard(new StringReader(cards), out);
    assertEquals(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Rim\r\nTEL;VALUE=uri;TYPE=home:tel:+999334212345;ext=5\r\n"
            + "item1.TEL;TYPE=CELL:+999337751234\r\nNOTE:TEL:033212345\r\nEND:VCARD\r\n",
        out.toString());
  }

  @Test
  void aFileThatCannotBeReadIsRefusedWithItsRow() {
    assertRefused("row 1", "name\nRim\n", "");
    assertRefused("row 2", "phone\n\"033\n", "");
    assertRefused("row 2", "phone,time\n033212345,yesterday\n", "time");
    assertRefused("row 2", "phone\n" + "1".repeat(ChangeFiles.MAX_ROW + 1), "");
  }

  private void assertRefused(String where, String text, String dayColumn) {
    RefusedFilingException refusal =
        assertThrows(
            RefusedFilingException.class,
            () ->
                files.csv(
                    new StringReader(text), new StringWriter(), ',', List.of("phone"), dayColumn));
    assertEquals(true, refusal.refusal().text().en().contains(where), refusal.getMessage());
  }
}
