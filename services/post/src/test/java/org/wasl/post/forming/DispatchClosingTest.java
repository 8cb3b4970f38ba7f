package org.wasl.post.forming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.Mail;
import org.wasl.post.recording.Deed;

class DispatchClosingTest {
  private static final LocalDateTime CLOSED = LocalDateTime.of(2026, 3, 2, 12, 0);

  private static Mail opened(UUID bag) {
    return new Mail().add(Mail.FROM, new Deed.BagOpened(bag, Mail.DISPATCH.id().series(), "BG"));
  }

  private static Deed put(UUID bag, ItemReading item) {
    return new Deed.ItemPut(bag, item, OptionalInt.of(1_000), Optional.empty());
  }

  private static Bag bag(long id, int grams, ItemReading... items) {
    UUID bag = new UUID(5, id);
    Mail mail = opened(bag);
    for (ItemReading each : items) {
      mail.add(Mail.FROM, put(bag, each));
    }
    mail.add(Mail.FROM, new Deed.BagClosed(bag, grams, Optional.of("S" + id)));
    return Bag.of(bag, mail.facts()).orElseThrow();
  }

  private static DispatchClosing closing(Bag... bags) {
    return new DispatchClosing(
        Mail.DISPATCH.id().series(), 42, CLOSED, Optional.empty(), List.of(), List.of(bags));
  }

  @Test
  void receptaclesAreNumberedMarkedAndLabelledAsS9Asks() {
    ItemReading registered = ItemReading.of("RR123456785IQ");
    Advice advice =
        closing(bag(1, 22_749, Mail.item(1)), bag(2, 22_750, registered), bag(3, 1_000_000))
            .advice();
    assertEquals(
        List.of(
            "IQBGWASYDAMAAEN60042001000227",
            "IQBGWASYDAMAAEN60042002010228",
            "IQBGWASYDAMAAEN60042003109999"),
        advice.receptacles().stream().map(each -> each.id().toString()).toList());
    assertEquals(OptionalInt.of(22_749), advice.receptacles().getFirst().grams());
    assertTrue(
        new Mail()
            .advised(advice).picture().irregularities().stream()
                .allMatch(each -> each.subject().equals("RR123456785IQ")));
  }

  private static Deed letters(UUID bag, MailFormat format, int items, int grams) {
    return new Deed.LettersPut(bag, new Advice.Bulk(format, items, grams));
  }

  @Test
  void ofCountedLettersTheLastCountOfAFormatHoldsAndNoneTakesItAway() {
    UUID id = new UUID(5, 1);
    Mail mail =
        opened(id)
            .add(Mail.FROM, letters(id, MailFormat.G, 9, 900))
            .add(Mail.FROM, letters(id, MailFormat.P, 100, 2_000))
            .add(Mail.FROM, letters(id, MailFormat.E, 3, 700))
            .add(Mail.FROM, put(id, Mail.item(1)))
            .add(Mail.FROM, letters(id, MailFormat.P, 120, 2_450))
            .add(Mail.FROM, letters(id, MailFormat.E, 0, 0));
    Bag bag = Bag.of(id, mail.facts()).orElseThrow();
    List<Advice.Bulk> counted =
        List.of(new Advice.Bulk(MailFormat.P, 120, 2_450), new Advice.Bulk(MailFormat.G, 9, 900));
    assertEquals(counted, bag.letters());
    assertEquals(130, bag.count());
    assertEquals(1_000 + 2_450 + 900, bag.netGrams());
    mail.add(Mail.FROM, new Deed.BagClosed(id, 5_000, Optional.empty()));
    Advice advice = closing(Bag.of(id, mail.facts()).orElseThrow()).advice();
    assertEquals(counted, advice.receptacles().getFirst().bulk());
    assertEquals(counted, new Mail().advised(advice).picture().receptacles().getFirst().letters());
  }

  @Test
  void theGreatestWeightThatALabelCarriesIs999Point8Kilograms() {
    assertEquals(
        9_998, closing(bag(1, 999_849)).advice().receptacles().getFirst().id().labelWeight());
    assertEquals(
        ReceptacleId.HEAVIER,
        closing(bag(1, 999_850)).advice().receptacles().getFirst().id().labelWeight());
  }

  @Test
  void anOpenReceptacleAForeignSeriesAnotherYearAndNothingAreNoDispatch() {
    UUID open = new UUID(5, 9);
    Bag unclosed = Bag.of(open, opened(open).facts()).orElseThrow();
    assertEquals("post.dispatch.open", closing(unclosed).obstacle().orElseThrow().code());
    assertEquals("post.dispatch.size", closing().obstacle().orElseThrow().code());
    DispatchClosing nextYear =
        new DispatchClosing(
            Mail.DISPATCH.id().series(),
            42,
            CLOSED.plusYears(1),
            Optional.empty(),
            List.of(),
            List.of(bag(1, 5_000)));
    assertEquals("post.dispatch.year", nextYear.obstacle().orElseThrow().code());
  }

  @Test
  void aReceptacleClosedAtTheEndOfAYearLeavesInADispatchOfTheNewOne() {
    DispatchSeries newYear = Mail.DISPATCH.id().series().inYear(CLOSED.getYear() + 1);
    DispatchClosing closing =
        new DispatchClosing(
            newYear, 1, CLOSED.plusYears(1), Optional.empty(), List.of(), List.of(bag(1, 5_000)));
    assertEquals(Optional.empty(), closing.obstacle());
    assertEquals(newYear, closing.advice().receptacles().getFirst().id().dispatch().series());
  }

  @Test
  void whoeverTakesAnItemOutOfAClosedReceptacleHasOpenedIt() {
    UUID id = new UUID(5, 1);
    Mail mail =
        opened(id)
            .add(Mail.FROM, put(id, Mail.item(1)))
            .add(Mail.FROM, put(id, Mail.item(2)))
            .add(Mail.FROM, new Deed.BagClosed(id, 2_500, Optional.of("S1")))
            .add(Mail.FROM, new Deed.ItemTaken(id, Mail.item(3)));
    assertFalse(Bag.of(id, mail.facts()).orElseThrow().isOpen());
    mail.add(Mail.FROM, new Deed.ItemTaken(id, Mail.item(1)));
    assertTrue(Bag.of(id, mail.facts()).orElseThrow().isOpen());
    mail.add(Mail.FROM, new Deed.BagClosed(id, 1_400, Optional.of("S2")));
    Advice.Receptacle declared =
        closing(Bag.of(id, mail.facts()).orElseThrow()).advice().receptacles().getFirst();
    assertEquals(OptionalInt.of(1_400), declared.grams());
    assertEquals(List.of(Mail.item(2)), declared.items().stream().map(each -> each.id()).toList());
  }

  @Test
  void whatWasTakenOutIsNotInAndWhatWasPutBackIs() {
    UUID id = new UUID(5, 1);
    Mail mail =
        opened(id)
            .add(Mail.FROM, put(id, Mail.item(1)))
            .add(Mail.FROM, put(id, Mail.item(2)))
            .add(Mail.FROM, new Deed.ItemTaken(id, Mail.item(1)))
            .add(Mail.FROM, new Deed.ItemTaken(id, Mail.item(2)))
            .add(Mail.FROM, put(id, Mail.item(2)));
    Bag bag = Bag.of(id, mail.facts()).orElseThrow();
    assertEquals(
        List.of(Mail.id(2)), bag.items().stream().map(each -> each.id().written()).toList());
    assertEquals(1_000, bag.netGrams());
  }

  @Test
  void aReceptacleIsTheSameWhateverTheOrderInWhichDevicesTell() {
    UUID id = new UUID(5, 1);
    Mail mail =
        opened(id)
            .add(Mail.FROM, put(id, Mail.item(1)))
            .add(Mail.FROM, new Deed.ItemTaken(id, Mail.item(1)))
            .add(Mail.FROM, put(id, Mail.item(3)));
    assertEquals(Bag.of(id, mail.facts()), Bag.of(id, mail.facts().reversed()));
  }
}
