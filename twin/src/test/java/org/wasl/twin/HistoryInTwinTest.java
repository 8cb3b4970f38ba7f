package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PostDesk.Closed;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.watching.MissingDispatch;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Faults;

/// What both posts took over from the systems before, of which each knew what it knew, and what
/// comes after it.
class HistoryInTwinTest {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final ItemReading LEFT = new ItemReading.Valid(ItemId.of("EE", 1, "SY"));
  private static final ItemReading NEW = new ItemReading.Valid(ItemId.of("EE", 2, "SY"));

  @TempDir Path folder;

  private static DispatchSeries series(Twin twin) {
    return new DispatchSeries(FROM, TO, 'A', "EN", twin.one().post().here().wall().getYear() % 10);
  }

  private static ReceptacleId bag(DispatchId dispatch) {
    return new ReceptacleId(dispatch, 1, ReceptacleId.Indicator.YES, ReceptacleId.Indicator.NO, 50);
  }

  /// @param days how long ago it left
  private static Fact declared(Twin twin, int serial, int days, List<Advice.Item> items) {
    LocalDateTime closed = twin.one().post().here().wall().minusDays(days);
    DispatchId id = new DispatchId(series(twin), serial);
    Advice advice =
        new Advice(
            DispatchKey.seen(id, closed.toLocalDate()),
            1,
            closed,
            Optional.empty(),
            List.of(),
            List.of(
                new Advice.Receptacle(
                    bag(id), "BG", OptionalInt.empty(), Optional.empty(), items, List.of())));
    Moment at =
        Moment.at(closed.atZone(twin.one().post().zone()).toInstant(), twin.one().post().zone());
    UUID name = UUID.nameUUIDFromBytes(id.toString().getBytes(StandardCharsets.UTF_8));
    return new Fact(name, FROM, at, new Deed.Advised(advice));
  }

  private static Advice.Item listed(ItemReading item) {
    return new Advice.Item(item, OptionalInt.of(500), Optional.of("IQ"), Optional.empty());
  }

  private static Person clerk(Twin.Side side) {
    return new Person("clerk", side.post().agreement().speaker(side.post().us()));
  }

  private static void record(Twin.Side side, OfficeCode office, Deed... deeds) {
    side.post()
        .record(
            List.of(deeds).stream()
                .map(each -> new Fact(side.post().freshId(), office, side.post().here(), each))
                .toList(),
            clerk(side));
  }

  private static Closed close(Twin twin, ItemReading item) {
    Twin.Side side = twin.one();
    UUID bag = side.post().freshId();
    record(
        side,
        FROM,
        new Deed.BagOpened(bag, series(twin), "BG"),
        new Deed.ItemPut(bag, item, OptionalInt.of(500), Optional.empty()),
        new Deed.BagClosed(bag, 800, Optional.of("S1")));
    return side.post()
        .close(
            new PostDesk.Closing(
                side.post().freshId(),
                FROM,
                series(twin),
                List.of(bag),
                Optional.empty(),
                List.of()),
            clerk(side));
  }

  private static void settle(Twin twin) {
    for (int i = 0; i < 3; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        side.post().tend();
      }
      twin.settle(60_000);
    }
  }

  @Test
  void whatWasBeforeConcernsNobodyAndWhatComesAfterGoesOnFromIt() {
    Twin twin = new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, 51, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    // our system listed an item, theirs did not get that list; neither knew 248 and 249
    Fact under = declared(twin, 250, 2, List.of(listed(LEFT)));
    assertEquals(
        2, origin.post().takeOver(List.of(declared(twin, 247, 40, List.of()), under), "ips"));
    destination
        .post()
        .takeOver(
            List.of(declared(twin, 247, 40, List.of()), declared(twin, 250, 2, List.of())), "ips");
    settle(twin);
    assertEquals(0, destination.post().heardCount());
    assertEquals(0, origin.post().heardCount());
    DispatchKey dispatch = under.dispatch().orElseThrow();
    assertEquals(
        List.of(dispatch),
        destination.post().expected(TO, 9).stream().map(DispatchPicture::dispatch).toList(),
        "the one that is under way is expected, the old one is not");

    // it arrives after the change: what was seen is told, and both see the same
    record(
        destination,
        TO,
        new Deed.ReceptacleSeen(bag(dispatch.id()), Condition.GOOD, OptionalInt.empty()),
        new Deed.DispatchReceived(dispatch));
    settle(twin);
    assertEquals(
        DispatchPicture.Status.RECEIVED_PARTIAL,
        origin.post().picture(dispatch).orElseThrow().status(),
        "the item that we listed was not found");
    for (int night = 0; night < 9; night++) {
      twin.forward(Duration.ofDays(1));
      settle(twin);
    }
    for (Twin.Side each : List.of(origin, destination)) {
      assertEquals(List.of(), each.post().divergences());
      assertEquals(List.of(), each.post().missing());
      assertEquals(List.of(), each.accounts().months());
      assertTrue(each.post().isBefore(dispatch));
    }

    // what left is not declared again; what is new gets the next number
    Closed.Refused again = assertInstanceOf(Closed.Refused.class, close(twin, LEFT));
    assertEquals("post.item.declared", again.refusal().code());
    Closed.Done next = assertInstanceOf(Closed.Done.class, close(twin, NEW));
    assertEquals(251, next.dispatch().id().serial());
    settle(twin);
    twin.forward(Duration.ofDays(9));
    settle(twin);
    assertEquals(
        List.of(251),
        destination.post().missing().stream().map(MissingDispatch::serial).toList(),
        "of what was declared here one is awaited, and no gap before it");
    assertEquals(1, origin.accounts().months().size());
  }
}
