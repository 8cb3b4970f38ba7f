package org.wasl.post.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.NonDelivery;
import org.wasl.post.following.Mail;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.VerificationNote;
import org.wasl.terms.json.MalformedJsonException;

class FactJsonTest {
  private static final UUID BAG = new UUID(5, 6);
  private static final ConsignmentId CONSIGNMENT = new ConsignmentId("IQBGWA260001");

  private static ConsignmentAdvice consigned(Leg leg) {
    return new ConsignmentAdvice(
        CONSIGNMENT,
        2,
        LocalDateTime.of(2026, 3, 2, 10, 0),
        Mail.FROM,
        Mail.TO,
        List.of(leg),
        List.of(
            new ConsignmentAdvice.Receptacle(Mail.FIRST, "BG", OptionalInt.of(5_010)),
            new ConsignmentAdvice.Receptacle(Mail.SECOND, "PX", OptionalInt.empty())));
  }

  /// One of each kind, with everything that it can say.
  private static List<Fact> all() {
    Leg leg =
        new Leg(
            '3',
            "12345",
            Optional.of("IQ Post"),
            "IQBGWA",
            "al-Qaim",
            Optional.of(LocalDateTime.of(2026, 3, 2, 11, 30)),
            Optional.of(LocalDateTime.of(2026, 3, 2, 19, 0)),
            Optional.of("SEAL 7"));
    Advice.Receptacle full =
        new Advice.Receptacle(
            Mail.FIRST,
            "BG",
            OptionalInt.of(5_010),
            Optional.of("S1"),
            List.of(
                new Advice.Item(
                    ItemReading.of("EE123456785IQ"),
                    OptionalInt.of(700),
                    Optional.of("SY"),
                    Optional.of(MailFormat.E)),
                new Advice.Item(
                    ItemReading.of("SHOP-17"),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty())),
            List.of(new Advice.Bulk(MailFormat.P, 100, 2_000)),
            12);
    Advice advice =
        new Advice(
            Mail.DISPATCH,
            3,
            LocalDateTime.of(2026, 3, 2, 9, 0),
            Optional.of(LocalDateTime.of(2026, 3, 3, 6, 0)),
            List.of(leg),
            List.of(full));
    VerificationNote note =
        new VerificationNote(
            new UUID(2, 1),
            Mail.TO,
            2026,
            17,
            Mail.DISPATCH,
            List.of(new Irregularity(Irregularity.Kind.ITEM_MISSING, "x", "y", "")),
            "الكيس ممزق");
    ItemId item = ItemId.of("RR", 7, "IQ");
    ItemInquiry inquiry =
        new ItemInquiry(
            new UUID(2, 2),
            Mail.FROM,
            2026,
            3,
            item,
            EnumSet.allOf(ItemInquiry.Reason.class),
            LocalDate.of(2026, 3, 2),
            Mail.FROM,
            900,
            true,
            OptionalLong.of(30_000_000),
            OptionalLong.of(12_340_000),
            ItemInquiry.Asker.ADDRESSEE,
            Optional.of(Mail.DISPATCH),
            ItemInquiry.Names.TOLD,
            "متى سُلّمت؟");
    InquiryReply reply =
        new InquiryReply(
            InquiryReply.Result.SENT_ON, Optional.of(LocalDate.of(2026, 4, 1)), "JO", true, "…");
    return new Mail()
        .add(
            Mail.TO,
            new Deed.ItemSeen(
                ItemReading.of("EE123456780IQ"),
                EventCode.EMH,
                Optional.of(Mail.FIRST),
                Optional.of(Condition.WET),
                Optional.of(NonDelivery.Reason.ABSENT),
                Optional.of(NonDelivery.Measure.RETRY),
                Optional.of("SYHMA"),
                OptionalInt.of(1_250)))
        .add(Mail.TO, new Deed.ItemAssessed(Mail.item(1), Assessment.INFORMATION_WANTED, "فاتورة"))
        .add(Mail.TO, new Deed.ReceptacleSeen(Mail.FIRST, Condition.TORN, OptionalInt.of(5_000)))
        .add(Mail.TO, new Deed.ReceptacleChecked(Mail.FIRST))
        .add(Mail.TO, new Deed.DispatchReceived(Mail.DISPATCH))
        .add(Mail.FROM, new Deed.BagOpened(BAG, Mail.DISPATCH.id().series(), "BG"))
        .add(
            Mail.FROM,
            new Deed.ItemPut(BAG, Mail.item(1), OptionalInt.of(900), Optional.of(MailFormat.E)))
        .add(Mail.FROM, new Deed.ItemTaken(BAG, Mail.item(1)))
        .add(Mail.FROM, new Deed.LettersPut(BAG, new Advice.Bulk(MailFormat.G, 12, 480)))
        .add(Mail.FROM, new Deed.BagClosed(BAG, 5_000, Optional.of("S9")))
        .add(Mail.FROM, new Deed.BagDispatched(BAG, Mail.FIRST))
        .add(Mail.FROM, new Deed.Advised(advice))
        .add(Mail.FROM, new Deed.Departed(Mail.DISPATCH, leg))
        .add(Mail.TO, new Deed.NoteWritten(note))
        .add(Mail.FROM, new Deed.NoteAnswered(Mail.DISPATCH, note.id(), false, "وصلنا موزوناً"))
        .add(Mail.TO, new Deed.NoteWithdrawn(Mail.DISPATCH, note.id(), "وُجد الوعاء"))
        .add(Mail.FROM, new Deed.InquiryOpened(inquiry))
        .add(Mail.FROM, new Deed.InquiryPursued(item, inquiry.id(), "تذكير"))
        .add(Mail.TO, new Deed.InquiryAnswered(item, inquiry.id(), reply))
        .add(Mail.FROM, new Deed.InquiryClosed(item, inquiry.id(), true, "وصلت"))
        .add(Mail.FROM, new Deed.ConsignmentFormed(consigned(leg)))
        .add(Mail.TO, new Deed.CarrierInstructed(consigned(leg)))
        .add(Mail.FROM, new Deed.ConsignmentCancelled(CONSIGNMENT))
        .add(Mail.FROM, new Deed.ConsignmentHandedOver(CONSIGNMENT, leg))
        .add(
            Mail.FROM,
            new Deed.CarrierTold(
                CONSIGNMENT, CarrierStatus.DEPARTED, "24", "IQBGWA", List.of(Mail.FIRST)))
        .add(
            Mail.TO,
            new Deed.ReceptacleUnloaded(
                CONSIGNMENT, Mail.SECOND, Condition.WET, OptionalInt.of(8_010)))
        .add(Mail.TO, new Deed.ConsignmentReceived(CONSIGNMENT))
        .facts();
  }

  @Test
  void everyKindOfDeedIsReadAsItWasWritten() {
    assertEquals(Deed.kinds(), all().stream().map(each -> each.deed().kind()).toList());
    assertEquals(all(), FactJson.readList("test", FactJson.list(all())));
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] body = FactJson.list(all());
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThrows(MalformedJsonException.class, () -> FactJson.readList("test", cut));
    }
  }

  @Test
  void everyChangedByteIsReadAsSomethingElseOrRefusedWithItsPlace() {
    byte[] body = FactJson.list(all());
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 0x08;
      try {
        List<Fact> read = FactJson.readList("test", changed);
        String again = new String(FactJson.list(read), StandardCharsets.UTF_8);
        assertEquals(read, FactJson.readList("test", again.getBytes(StandardCharsets.UTF_8)));
      } catch (MalformedJsonException refused) {
        assertEquals("test", refused.source());
      }
    }
  }

  /// As posts wrote it before items were weighed when they were found.
  @Test
  void anEventWithoutAWeightIsReadAndWrittenAsItWas() {
    String old =
        "{\"captured\":\"2026-03-02T06:01:00Z\",\"event\":\"EMD\",\"id\":\"00000000-0000-0001-0000-000000000001\","
            + "\"item\":\"EE000000019IQ\",\"kind\":\"item-seen\",\"office\":\"SYDAMA\",\"offset\":\"+03:00\","
            + "\"receptacle\":\"IQBGWASYDAMAAEN60042001000050\",\"wall\":\"2026-03-02T09:01\"}";
    Fact fact =
        FactJson.readList("test", ("{\"facts\":[" + old + "]}").getBytes(StandardCharsets.UTF_8))
            .getFirst();
    assertEquals(
        new Deed.ItemSeen(
            ItemReading.of("EE000000019IQ"),
            EventCode.EMD,
            Optional.of(Mail.FIRST),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        fact.deed());
    assertEquals(old, FactJson.json(fact).canonical());
  }

  @Test
  void aMemberThatNobodyKnowsIsRefused() {
    String text =
        new String(FactJson.list(all().subList(2, 3)), StandardCharsets.UTF_8)
            .replace("\"kind\"", "\"name\":\"somebody\",\"kind\"");
    MalformedJsonException refused =
        assertThrows(
            MalformedJsonException.class,
            () -> FactJson.readList("test", text.getBytes(StandardCharsets.UTF_8)));
    assertEquals("$.facts[0].name", refused.path());
  }

  @Test
  void timesInNoYearOfAPaperAreRefusedWithTheirPlace() {
    for (String year : List.of("0001", "1999", "9001", "+99999")) {
      assertRefused("\"wall\":\"2026-", "\"wall\":\"" + year + "-");
    }
    for (String year : List.of("1969", "9001", "+99999")) {
      assertRefused("\"captured\":\"2026-", "\"captured\":\"" + year + "-");
    }
  }

  private static void assertRefused(String good, String wrong) {
    String body = new String(FactJson.list(all().subList(2, 3)), StandardCharsets.UTF_8);
    String changed = body.replace(good, wrong);
    assertNotEquals(body, changed);
    MalformedJsonException refused =
        assertThrows(
            MalformedJsonException.class,
            () -> FactJson.readList("test", changed.getBytes(StandardCharsets.UTF_8)));
    assertEquals("$.facts[0].fact", refused.path());
  }

  @Test
  void kindsAreDistinct() {
    assertEquals(Deed.kinds().size(), Deed.kinds().stream().collect(Collectors.toSet()).size());
  }
}
