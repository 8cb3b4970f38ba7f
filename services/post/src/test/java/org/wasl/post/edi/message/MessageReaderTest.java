package org.wasl.post.edi.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.post.DispatchId;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Mutation;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.checking.Samples;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.layout.Kept;
import org.wasl.post.edi.layout.MalformedMessageException;
import org.wasl.post.edi.table.EdiTables;

class MessageReaderTest {
  private static final Checker CHECKER =
      new Checker(EdiTables.wasl1(), Strictness.FULL, EdiLimits.USUAL);
  private static final MessageReader READER = MessageReader.wasl1();

  private static ReadMessage checked(List<Segment> interchange) {
    List<ReadMessage> messages = new ArrayList<>();
    CHECKER.read("test", new ByteArrayInputStream(Samples.bytes(interchange)), messages::add);
    return messages.getFirst();
  }

  private static PostalMessage read(String sample) {
    return READER.read(checked(Samples.segments(sample))).orElseThrow();
  }

  /// The segments between UNH and UNT.
  private static List<Segment> body(ReadMessage message) {
    return message.segments().stream()
        .map(ReadMessage.Placed::segment)
        .filter(each -> !each.tag().equals("UNH") && !each.tag().equals("UNT"))
        .toList();
  }

  @Test
  void theSamplesAreWrittenAgainToTheByteWithoutKeepingAnything() {
    for (String sample : Samples.ALL) {
      ReadMessage message = checked(Samples.segments(sample));
      PostalMessage read = READER.read(message).orElseThrow();
      assertEquals(Kept.NOTHING, read.kept(), sample);
      assertTrue(read.fields().parts().stream().allMatch(each -> each.kept() == Kept.NOTHING));
      assertEquals(body(message), READER.write(read));
      List<Segment> again = new ArrayList<>(Samples.segments(sample).subList(0, 2));
      again.addAll(READER.write(read));
      again.addAll(Samples.segments(sample).subList(again.size(), Samples.segments(sample).size()));
      assertEquals(
          Samples.text(Samples.bytes(Samples.segments(sample))),
          Samples.text(Samples.bytes(again)));
    }
  }

  @Test
  void aDispatchSaysWhatItsSegmentsSay() {
    Predes predes = assertInstanceOf(Predes.class, read(Samples.PREDES));
    assertEquals(DispatchId.parse("XACITAXBTWNBAEN60001"), predes.dispatch());
    assertEquals(MessageFunction.ORIGINAL, predes.function());
    assertEquals(LocalDateTime.of(2026, 1, 1, 12, 0), predes.closed());
    assertEquals(Optional.of(new OfficeCode("XBTWNB")), predes.destination());
    assertEquals(List.of(new Predes.Quantity("RI", BigDecimal.ONE)), predes.quantities());
    assertEquals(Optional.of("RB412"), predes.legs().getFirst().conveyance());
    assertEquals(
        Optional.of(LocalDateTime.of(2026, 1, 1, 21, 0)), predes.legs().getFirst().arrival());
    Predes.Receptacle bag = predes.receptacles().getFirst();
    assertEquals(ReceptacleId.parse("XACITAXBTWNBAEN60001001000141"), bag.id());
    assertEquals(Optional.of(new BigDecimal("14.1")), bag.kilograms());
    assertEquals(List.of("S1234"), bag.seals());
    Predes.Item item = bag.items().get(1);
    assertEquals(new ItemReading.Valid(new ItemId("EE123456785XA")), item.id());
    assertEquals(
        List.of(new Predes.Amount("14", new BigDecimal("125.50"), Optional.of("USD"))),
        item.amounts());
    assertEquals(1, predes.receptacles().get(1).items().size());
  }

  @Test
  void otherMessagesSayWhatTheirSegmentsSay() {
    Resdes resdes = assertInstanceOf(Resdes.class, read(Samples.RESDES));
    assertEquals(Optional.of("40"), resdes.receptacles().get(1).condition());
    assertEquals(List.of("BAG NOT FOUND"), resdes.receptacles().get(1).remarks());
    Resdit resdit = assertInstanceOf(Resdit.class, read(Samples.RESDIT));
    Resdit.Consignment consignment = resdit.consignments().getFirst();
    assertEquals("XACITA600123", consignment.id());
    assertEquals(2, consignment.events().getFirst().receptacles().size());
    assertEquals(Optional.of("RB412"), consignment.events().get(1).conveyance());
    Emsevt emsevt = assertInstanceOf(Emsevt.class, read(Samples.EMSEVT));
    assertEquals("EMD", emsevt.events().getFirst().code());
    assertEquals(
        Optional.of(Instant.parse("2026-01-02T07:15:30Z")), emsevt.events().getFirst().captured());
    assertEquals(
        Optional.of(LocalDateTime.of(2026, 1, 2, 10, 15)), emsevt.events().getFirst().time());
    Consignment cardit = assertInstanceOf(Consignment.class, read(Samples.CARDIT));
    assertEquals(Optional.of("RB"), cardit.carrier());
    assertEquals(List.of("NDG"), cardit.receptacles().get(1).handling());
  }

  /// A vehicle has a seal as a receptacle has, of up to 35 characters.
  @Test
  void theSealOfAVehicleStandsAfterItsTimes() {
    String seal = "TIR-SEAL-0123456789-0123456789-0123";
    for (String sample : List.of(Samples.PREDES, Samples.CARDIT)) {
      String sealed =
          sample.replaceFirst("(?s)(TDT.*?DTM\\+132:\\d{12}:203\n)", "$1SEL+" + seal + "\n");
      ReadMessage message = checked(Samples.segments(sealed));
      assertTrue(message.worst().compareTo(org.wasl.post.edi.Severity.ERROR) < 0);
      PostalMessage read = READER.read(message).orElseThrow();
      assertEquals(Kept.NOTHING, read.kept());
      List<TransportLeg> legs =
          read instanceof Predes predes ? predes.legs() : ((Consignment) read).legs();
      assertEquals(Optional.of(seal), legs.getFirst().seal());
      assertEquals(body(message), READER.write(read));
    }
  }

  /// An item that came open and lighter: 1.250 kg were found.
  @Test
  void anEventSaysInWhichConditionAndHowHeavyAnItemWasFound() {
    String found =
        Samples.EMSEVT
            .replace("STS+2+EMD\n", "STS+2+EMD+++35\n")
            .replaceFirst("LOC\\+175\\+XBTWNB\n", "LOC+175+XBTWNB\nMEA+WT+FND+KGM:1.25\n");
    ReadMessage message = checked(Samples.segments(found));
    assertTrue(message.worst().compareTo(org.wasl.post.edi.Severity.ERROR) < 0);
    Emsevt emsevt = assertInstanceOf(Emsevt.class, READER.read(message).orElseThrow());
    assertEquals(Optional.of("35"), emsevt.events().getFirst().condition());
    assertEquals(Optional.of(new BigDecimal("1.25")), emsevt.events().getFirst().kilograms());
    assertEquals(Optional.empty(), emsevt.events().get(1).condition());
    assertEquals(body(message), READER.write(emsevt));
  }

  private static final String UNUSUAL =
      Samples.PREDES
          .replace("QTY+RI:1", "QTY+RI:1\nFTX+AAI+++HANDLE WITH CARE")
          .replace("DTM+132:202601020600:203", "DTM+132:20260102:102\nDTM+97:202601011159:203")
          .replace("SEL+S1234", "SEL+S1234\nHAN+XX:1:2\nFTX+ACB+++WET")
          .replace("MEA+WT+AAB+KGM:4.485", "MEA+WT+AAA+KGM:4.1\nMEA+WT+AAB+KGM:4.4850")
          .replace("GID+2+1:BG", "GID+7+1:BG");

  @Test
  void whatIsLegalAndNotUnderstoodIsWrittenAgainInItsPlace() {
    ReadMessage message = checked(Samples.segments(UNUSUAL));
    assertTrue(message.worst().compareTo(org.wasl.post.edi.Severity.ERROR) < 0);
    Predes predes = assertInstanceOf(Predes.class, READER.read(message).orElseThrow());
    assertEquals(Optional.empty(), predes.expected());
    assertEquals(
        Optional.of(new BigDecimal("4.4850")),
        predes.receptacles().getFirst().items().getFirst().kilograms());
    assertEquals(body(message), READER.write(predes));
  }

  @Test
  void aChangedValueIsWrittenAndTheRestIsKept() {
    Predes came =
        assertInstanceOf(
            Predes.class, READER.read(checked(Samples.segments(UNUSUAL))).orElseThrow());
    Predes replaced =
        new Predes(
            came.dispatch(),
            MessageFunction.REPLACEMENT,
            came.closed(),
            came.expected(),
            came.origin(),
            came.destination(),
            came.quantities(),
            came.weights(),
            came.legs(),
            came.receptacles(),
            came.kept());
    List<Segment> expected =
        Samples.segments(UNUSUAL.replace("AEN60001+9", "AEN60001+5")).stream()
            .filter(each -> !each.tag().startsWith("UN"))
            .toList();
    assertEquals(expected, READER.write(replaced));
  }

  @Test
  void whatIsMissingAndCannotBeDoneWithoutIsNamed() {
    String without = Samples.PREDES.replace("DTM+137:202601011200:203", "DTM+97:20260101:102");
    MalformedMessageException wrong =
        assertThrows(MalformedMessageException.class, () -> read(without));
    assertEquals("closed", wrong.field());
    assertEquals("a mandatory field is missing: PREDES.closed", wrong.text().en());
  }

  /// Whatever is read, however it was changed, is written as it came.
  @Test
  void thousandsOfChangedMessagesAreWrittenAsTheyCame() {
    SplittableRandom random = new SplittableRandom(2026);
    Mutation mutation = new Mutation(random);
    int read = 0;
    for (int i = 0; i < 6_000; i++) {
      String sample = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
      List<Segment> changed = Samples.segments(sample);
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        changed = mutation.of(changed);
      }
      if (!changed.get(1).equals(Samples.segments(sample).get(1))) {
        continue;
      }
      ReadMessage message = checked(changed);
      try {
        PostalMessage understood = READER.read(message).orElseThrow();
        List<Segment> written = READER.write(understood);
        assertEquals(body(message), written);
        read++;
      } catch (MalformedMessageException e) {
        assertTrue(e.text().en().contains(e.field()));
      }
    }
    assertTrue(read > 3_000, "only " + read);
  }

  @Test
  void itemsAreReadWithWhoSendsThemAndWhatIsInThem() {
    ItemData data = assertInstanceOf(ItemData.class, read(Samples.ITMATT));
    ItemData.Item item = data.items().getFirst();
    assertEquals(Optional.of(LocalDate.of(2026, 1, 1)), item.posted());
    assertEquals(Optional.of("SALE OF GOODS"), item.kind());
    assertEquals(List.of("CZ", "CN"), item.parties().stream().map(ItemData.Party::role).toList());
    assertEquals(Optional.of("12345"), item.parties().getFirst().postcode());
    assertEquals(Optional.of("EM"), item.parties().getFirst().contacts().getFirst().channel());
    ItemData.Piece piece = item.pieces().getFirst();
    assertEquals(Optional.of("610910"), piece.heading());
    assertEquals(Optional.of("COTTON SHIRTS"), piece.description());
    assertEquals(Optional.of(new BigDecimal("40.00")), piece.value());
    assertEquals(Optional.of("XA"), piece.origin());
    assertEquals(2, data.items().size());
  }

  @Test
  void decisionsOfCustomsAreReadWithWhatIsDue() {
    Cusrsp answer = assertInstanceOf(Cusrsp.class, read(Samples.CUSRSP));
    assertEquals(
        List.of("REL", "HLD"), answer.decisions().stream().map(Cusrsp.Decision::code).toList());
    assertEquals(
        List.of(new Cusrsp.Duty("55", new BigDecimal("3.25"), Optional.of("USD"))),
        answer.decisions().getFirst().duties());
    assertEquals(List.of("INVOICE WANTED"), answer.decisions().getLast().remarks());
  }

  @Test
  void everyMessageOfTheProfileIsReadAndWrittenAsItCame() {
    for (String sample : Samples.ALL) {
      ReadMessage message = checked(Samples.segments(sample));
      assertEquals(body(message), READER.write(READER.read(message).orElseThrow()), sample);
    }
  }
}
