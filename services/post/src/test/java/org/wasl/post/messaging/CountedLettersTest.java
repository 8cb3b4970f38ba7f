package org.wasl.post.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.checking.Samples;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.message.MessageReader;
import org.wasl.post.edi.message.Predes;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.recording.Deed;

/// Letters that are counted are accounted for the same whether they were declared at the desk or in
/// a PREDES.
class CountedLettersTest {
  private static final MessageReader READER = MessageReader.wasl1();
  private static final FactMessages MESSAGES =
      new FactMessages(new CodeWords(EdiTables.resources("wasl-1")));
  private static final DispatchKey DISPATCH =
      new DispatchKey(DispatchId.parse("IQBGWASYDAMADUN60007"), 2026);
  private static final ReceptacleId FIRST = ReceptacleId.parse(DISPATCH.id() + "001010050");
  private static final ReceptacleId SECOND = ReceptacleId.parse(DISPATCH.id() + "002100080");

  private static Advice advice(List<Advice.Receptacle> bags) {
    return new Advice(
        DISPATCH, 1, LocalDateTime.of(2026, 3, 2, 9, 0), Optional.empty(), List.of(), bags);
  }

  private static Advice.Receptacle bag(
      ReceptacleId id, List<Advice.Item> items, Advice.Bulk... letters) {
    return new Advice.Receptacle(
        id, "BG", OptionalInt.of(8_000), Optional.empty(), items, List.of(letters));
  }

  /// What an interchange with one PREDES declares.
  ///
  /// @param body between UNH and UNT
  private static Advice read(List<Segment> body) {
    List<Segment> all = new ArrayList<>(Samples.segments(Samples.PREDES).subList(0, 2));
    all.addAll(body);
    all.add(Segment.of("UNT+" + (body.size() + 2) + "+1"));
    all.add(Segment.of("UNZ+1+7"));
    List<ReadMessage> messages = new ArrayList<>();
    CheckedInterchange checked =
        new Checker(EdiTables.wasl1(), Strictness.FULL, EdiLimits.USUAL)
            .read("test", new ByteArrayInputStream(Samples.bytes(all)), messages::add);
    assertEquals(List.of(), checked.findings());
    Predes predes = assertInstanceOf(Predes.class, READER.read(messages.getFirst()).orElseThrow());
    Moment seen = Moment.at(Instant.parse("2026-03-02T08:00:00Z"), ZoneId.of("Asia/Damascus"));
    return assertInstanceOf(Deed.Advised.class, MESSAGES.fact(predes, 1, seen).deed()).advice();
  }

  @Test
  void aDeclarationWithCountedLettersAndFormatsComesBackFromItsMessageAsItWas() {
    Advice.Item registered =
        new Advice.Item(
            ItemReading.of("RR473124829IQ"),
            OptionalInt.of(20),
            Optional.of("SY"),
            Optional.of(MailFormat.P));
    Advice declared =
        advice(
            List.of(
                bag(
                    FIRST,
                    List.of(registered),
                    new Advice.Bulk(MailFormat.P, 120, 2_450),
                    new Advice.Bulk(MailFormat.E, 7, 3_001)),
                bag(SECOND, List.of(), new Advice.Bulk(MailFormat.P, 30, 600))));
    assertEquals(declared, read(READER.write(MESSAGES.predes(declared))));
  }

  private static List<Segment> body(String... segments) {
    return Stream.of(segments).map(Segment::of).toList();
  }

  @Test
  void lettersThatAMessageCountsForTheWholeDispatchAreInTheReceptacleThatListsNothing() {
    Advice read =
        read(
            body(
                "BGM+335+IQBGWASYDAMADUN60007+9",
                "DTM+137:202603020900:203",
                "QTY+FP:150",
                "QTY+FG:4",
                "MEA+WT+FMP+KGM:3.05",
                "MEA+WT+FMG+KGM:0.4",
                "GID+1+1:BG",
                "PCI+30+" + FIRST,
                "MEA+WT+AAD+KGM:8",
                "RFF+ABO:RR473124829IQ",
                "GID+2+1:BG",
                "PCI+30+" + SECOND,
                "QTY+FP:30",
                "MEA+WT+AAD+KGM:8",
                "MEA+WT+FMP+KGM:0.6",
                "CNT+1:2",
                "CNT+2:1"));
    assertEquals(
        List.of(
            List.of(),
            List.of(
                new Advice.Bulk(MailFormat.P, 150, 3_050), new Advice.Bulk(MailFormat.G, 4, 400))),
        read.receptacles().stream().map(Advice.Receptacle::bulk).toList());
  }

  @Test
  void lettersThatNobodyWeighedWeighWhatTheirReceptacleWeighsMoreThanWhatIsListed() {
    Advice read =
        read(
            body(
                "BGM+335+IQBGWASYDAMADUN60007+9",
                "DTM+137:202603020900:203",
                "GID+1+1:BG",
                "PCI+30+" + FIRST,
                "QTY+FP:30",
                "QTY+FE:2",
                "MEA+WT+AAD+KGM:8",
                "MEA+WT+FME+KGM:1.5",
                "RFF+ABO:RR473124829IQ",
                "QTY+FP:1",
                "MEA+WT+AAB+KGM:0.02",
                "CNT+1:1",
                "CNT+2:1"));
    assertEquals(
        List.of(new Advice.Bulk(MailFormat.P, 30, 6_480), new Advice.Bulk(MailFormat.E, 2, 1_500)),
        read.receptacles().getFirst().bulk());
    assertEquals(
        Optional.of(MailFormat.P), read.receptacles().getFirst().items().getFirst().format());
  }

  private static Advice letters(String... numbers) {
    List<String> segments =
        new ArrayList<>(
            List.of(
                "BGM+335+IQBGWASYDAMADUN60007+9",
                "DTM+137:202603020900:203",
                "GID+1+1:BG",
                "PCI+30+" + FIRST));
    for (String each : numbers) {
      segments.add("QTY+FP:" + each);
    }
    segments.addAll(List.of("MEA+WT+AAD+KGM:8", "CNT+1:1", "CNT+2:0"));
    return read(body(segments.toArray(String[]::new)));
  }

  /// A number that no dispatch holds is refused as a message, and stops nothing else.
  @Test
  void aNumberOfLettersThatNoDispatchHoldsIsRefused() {
    assertEquals(
        10_000_000, letters("10000000").receptacles().getFirst().bulk().getFirst().items());
    for (String each : List.of("10000001", "4294967297", "9".repeat(15), "1.5")) {
      assertThrows(IllegalArgumentException.class, () -> letters(each), each);
    }
  }

  /// 8 kg in all, and one format weighed: the other is the rest.
  @Test
  void lettersOfTheWholeDispatchWithoutAWeightWeighTheRestOfTheirReceptacle() {
    Advice read =
        read(
            body(
                "BGM+335+IQBGWASYDAMADUN60007+9",
                "DTM+137:202603020900:203",
                "QTY+FP:150",
                "QTY+FG:4",
                "MEA+WT+FMG+KGM:0.4",
                "GID+1+1:BG",
                "PCI+30+" + FIRST,
                "MEA+WT+AAD+KGM:8",
                "CNT+1:1",
                "CNT+2:0"));
    assertEquals(
        List.of(new Advice.Bulk(MailFormat.P, 150, 7_600), new Advice.Bulk(MailFormat.G, 4, 400)),
        read.receptacles().getFirst().bulk());
  }
}
