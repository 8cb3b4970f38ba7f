package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PostDesk.Closed;
import org.wasl.post.exchange.PostDesk.Closing;
import org.wasl.post.exchange.Recorded;
import org.wasl.post.forming.Bag;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Faults;

/// What is in a dispatch is paid for: no receptacle, item or letter is declared twice, whichever
/// device tells first what was done, also after the node or a device was taken back to an earlier
/// state.
class DeclaredOnceTest {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final Faults QUIET = new Faults(0, 0, 0, 0, 0, 0, 1, 0);
  private static final int OPENER = 0;
  private static final int FILLER = 1;
  private static final int CLOSER = 2;

  @TempDir Path folder;
  private Twin twin;

  @BeforeEach
  void pair() {
    twin = new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, 1, QUIET);
  }

  private PostDesk desk() {
    return twin.one().post();
  }

  private Person clerk() {
    OrganisationId post = desk().agreement().speaker(desk().us());
    return new Person("clerk", post);
  }

  private DispatchSeries series(String subClass, char category) {
    int digit = desk().here().wall().getYear() % 10;
    return new DispatchSeries(FROM, TO, category, subClass, digit);
  }

  private static ItemReading item(int serial) {
    return new ItemReading.Valid(ItemId.of("EE", serial, "SY"));
  }

  private static Deed put(UUID bag, int serial) {
    return new Deed.ItemPut(bag, item(serial), OptionalInt.of(500), Optional.empty());
  }

  private static Deed closed(UUID bag) {
    return new Deed.BagClosed(bag, 2_000, Optional.of("S1"));
  }

  /// Scanned one after another, a second apart, and not told yet.
  private List<Fact> scanned(Deed... deeds) {
    List<Fact> facts = new ArrayList<>();
    for (Deed each : deeds) {
      facts.add(new Fact(desk().freshId(), FROM, desk().here(), each));
      twin.forward(Duration.ofSeconds(1));
    }
    return facts;
  }

  private void tell(List<Fact> facts) {
    assertTrue(
        desk().record(facts, clerk()).stream().allMatch(each -> each instanceof Recorded.Kept));
  }

  private Closing wish(DispatchSeries series, UUID... bags) {
    return new Closing(desk().freshId(), FROM, series, List.of(bags), Optional.empty(), List.of());
  }

  private Closed close(Closing wish) {
    return desk().close(wish, clerk());
  }

  private DispatchKey done(Closing wish) {
    return assertInstanceOf(Closed.Done.class, close(wish)).dispatch();
  }

  private String refused(Closing wish) {
    return switch (close(wish)) {
      case Closed.Done done -> "declared in " + done.dispatch();
      case Closed.Later later -> later.refusal().code();
      case Closed.Refused refused -> refused.refusal().code();
    };
  }

  private void settle() {
    for (int i = 0; i < 3; i++) {
      twin.one().post().tend();
      twin.other().post().tend();
      twin.settle(60_000);
    }
  }

  /// Everything that our node knew since the last backup is lost, but for what the other post
  /// shows.
  private void restore(UUID lost) {
    while (desk().bag(lost).isPresent()) {
      twin.one().restore();
    }
    settle();
  }

  private List<Advice> declared(Twin.Side side) {
    return side.post().dispatches(side == twin.one(), 100).stream()
        .map(DispatchRow::dispatch)
        .flatMap(each -> side.post().picture(each).flatMap(one -> one.advice()).stream())
        .toList();
  }

  private static List<String> items(List<Advice> advices) {
    return receptacles(advices)
        .flatMap(each -> each.items().stream())
        .map(each -> each.id().written())
        .sorted()
        .toList();
  }

  private static Stream<Advice.Receptacle> receptacles(List<Advice> advices) {
    return advices.stream().flatMap(each -> each.receptacles().stream());
  }

  private static int letters(List<Advice> advices) {
    return receptacles(advices)
        .flatMap(each -> each.bulk().stream())
        .mapToInt(Advice.Bulk::items)
        .sum();
  }

  /// A clerk who weighs, closes and declares whatever the screen offers.
  private void declareWhatIsInWork() {
    for (Bag each : desk().bags(FROM)) {
      if (each.isOpen()) {
        tell(scanned(new Deed.BagClosed(each.id(), 2_100, Optional.empty())));
      }
      close(wish(each.series(), each.id()));
    }
  }

  /// One opens a receptacle, another one fills and closes it, a third one closes its dispatch.
  ///
  /// @param order in which their devices tell the restored node, as digits
  private void threeDevices(
      String order, DispatchSeries series, Deed first, Deed second, UUID bag) {
    twin.backUp();
    List<Fact> opened = scanned(new Deed.BagOpened(bag, series, "BG"), first);
    List<Fact> filled = scanned(second, closed(bag));
    tell(opened);
    tell(filled);
    Closing wish = wish(series, bag);
    DispatchKey dispatch = done(wish);
    settle();
    assertEquals(1, declared(twin.other()).size());
    restore(bag);
    assertEquals(1, declared(twin.one()).size(), "its declaration came back");
    assertEquals(List.of(wish.id()), desk().unknown(List.of(wish.id())), "but not by whom");
    for (char device : order.toCharArray()) {
      switch (device - '0') {
        case OPENER -> tell(opened);
        case FILLER -> tell(filled);
        case CLOSER -> assertEquals(dispatch, done(wish));
        default -> throw new IllegalArgumentException(order);
      }
      twin.forward(Duration.ofMinutes(20));
      declareWhatIsInWork();
    }
    settle();
    assertEquals(List.of(), desk().bags(FROM), "it is in work no longer");
    assertEquals(List.of(), desk().unknown(List.of(wish.id())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
  void itemsAreDeclaredOnceInWhateverOrderDevicesTellARestoredNode(String order) {
    UUID bag = desk().freshId();
    threeDevices(order, series("EN", 'A'), put(bag, 1), put(bag, 2), bag);
    for (Twin.Side each : List.of(twin.one(), twin.other())) {
      assertEquals(List.of(item(1).written(), item(2).written()), items(declared(each)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
  void lettersAreDeclaredOnceInWhateverOrderDevicesTellARestoredNode(String order) {
    UUID bag = desk().freshId();
    Deed small = new Deed.LettersPut(bag, new Advice.Bulk(MailFormat.P, 120, 2_450));
    Deed large = new Deed.LettersPut(bag, new Advice.Bulk(MailFormat.G, 15, 2_100));
    threeDevices(order, series("UN", 'A'), small, large, bag);
    for (Twin.Side each : List.of(twin.one(), twin.other())) {
      assertEquals(135, letters(declared(each)));
    }
  }

  /// An item was moved from one receptacle to another by a device that tells last.
  @Test
  void anItemMovedBeforeTheRestoreIsDeclaredOnce() {
    twin.backUp();
    DispatchSeries series = series("EN", 'A');
    UUID left = desk().freshId();
    UUID right = desk().freshId();
    List<Fact> one =
        scanned(new Deed.BagOpened(left, series, "BG"), put(left, 1), put(left, 2), closed(left));
    List<Fact> mover = scanned(new Deed.ItemTaken(left, item(1)), closed(left));
    List<Fact> other =
        scanned(new Deed.BagOpened(right, series, "BG"), put(right, 1), closed(right));
    Stream.of(one, mover, other).forEach(this::tell);
    Closing wish = wish(series, right);
    DispatchKey dispatch = done(wish);
    settle();
    restore(left);
    tell(other);
    assertEquals(dispatch, done(wish));
    tell(one);
    assertEquals("post.item.declared", refused(wish(series, left)));
    tell(mover);
    done(wish(series, left));
    assertEquals(List.of(item(1).written(), item(2).written()), items(declared(twin.one())));
  }

  /// Two devices without a line scan the same item, each into its own receptacle.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anItemScannedIntoTwoReceptaclesIsDeclaredWithTheFirst(boolean isLeftFirst) {
    DispatchSeries series = series("EN", 'A');
    UUID left = desk().freshId();
    UUID right = desk().freshId();
    List<Fact> one = scanned(new Deed.BagOpened(left, series, "BG"), put(left, 1), closed(left));
    List<Fact> other =
        scanned(
            new Deed.BagOpened(right, series, "BG"), put(right, 1), put(right, 2), closed(right));
    tell(isLeftFirst ? one : other);
    tell(isLeftFirst ? other : one);
    assertEquals("post.item.twice", refused(wish(series, left, right)));
    UUID first = isLeftFirst ? left : right;
    UUID second = isLeftFirst ? right : left;
    done(wish(series, first));
    assertEquals("post.item.declared", refused(wish(series, second)));
  }

  /// A device that was taken back to an earlier state tells again what it told, and its clerk scans
  /// again.
  @Test
  void whatARestoredDeviceScansAgainIsDeclaredOnce() {
    DispatchSeries series = series("EN", 'A');
    UUID bag = desk().freshId();
    List<Fact> first = scanned(new Deed.BagOpened(bag, series, "BG"), put(bag, 1), closed(bag));
    tell(first);
    done(wish(series, bag));
    UUID again = desk().freshId();
    tell(first);
    tell(scanned(new Deed.BagOpened(again, series, "BG"), put(again, 1), closed(again)));
    assertEquals("post.item.declared", refused(wish(series, again)));
    assertEquals(List.of(item(1).written()), items(declared(twin.one())));
  }

  @Test
  void receptaclesThatAreInADispatchAreClosedAlready() {
    DispatchSeries series = series("EN", 'A');
    UUID left = desk().freshId();
    UUID right = desk().freshId();
    tell(scanned(new Deed.BagOpened(left, series, "BG"), put(left, 1), closed(left)));
    tell(scanned(new Deed.BagOpened(right, series, "BG"), put(right, 2), closed(right)));
    Closing wish = wish(series, left, right);
    DispatchKey dispatch = done(wish);
    Closed.Done same = assertInstanceOf(Closed.Done.class, close(wish(series, right, left)));
    assertEquals(new Closed.Done(dispatch, wish), same);
    assertEquals("post.dispatch.gone", refused(wish(series, right)), "not all of it");
    assertEquals(1, declared(twin.one()).size());
  }

  @Test
  void aReceptacleNamedTwiceInAWishLeavesOnce() {
    DispatchSeries series = series("UN", 'A');
    UUID bag = desk().freshId();
    Deed letters = new Deed.LettersPut(bag, new Advice.Bulk(MailFormat.P, 120, 2_450));
    tell(scanned(new Deed.BagOpened(bag, series, "BG"), letters, closed(bag)));
    done(wish(series, bag, bag));
    assertEquals(120, letters(declared(twin.one())));
  }

  /// It was missing at the other end and is found where it was.
  @Test
  void anItemThatIsSeenHereAgainLeavesAgain() {
    DispatchSeries series = series("EN", 'A');
    UUID bag = desk().freshId();
    tell(scanned(new Deed.BagOpened(bag, series, "BG"), put(bag, 1), closed(bag)));
    done(wish(series, bag));
    twin.forward(Duration.ofDays(2));
    UUID again = desk().freshId();
    tell(scanned(new Deed.BagOpened(again, series, "BG"), put(again, 1), closed(again)));
    assertEquals("post.item.declared", refused(wish(series, again)));
    Deed here =
        new Deed.ItemSeen(
            item(1),
            EventCode.EMB,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    tell(scanned(here));
    done(wish(series, again));
  }

  /// What another device filled before the restore waits for the device that closed the dispatch,
  /// what is opened afterwards does not.
  @Test
  void aReceptacleThatCannotBeInTheLostDispatchLeaves() {
    twin.backUp();
    DispatchSeries series = series("UN", 'A');
    UUID bag = desk().freshId();
    Deed letters = new Deed.LettersPut(bag, new Advice.Bulk(MailFormat.P, 120, 2_450));
    tell(scanned(new Deed.BagOpened(bag, series, "BG"), letters, closed(bag)));
    done(wish(series, bag));
    settle();
    restore(bag);
    twin.forward(Duration.ofMinutes(20));
    UUID fresh = desk().freshId();
    Deed others = new Deed.LettersPut(fresh, new Advice.Bulk(MailFormat.P, 7, 140));
    tell(scanned(new Deed.BagOpened(fresh, series, "BG"), others, closed(fresh)));
    done(wish(series, fresh));
    assertEquals(127, letters(declared(twin.one())));
  }

  /// Numbers that the other post knows could be given again.
  @Test
  void aRestoredNodeClosesNothingBeforeTheOtherPostHasShownWhatWasDeclared() {
    twin.backUp();
    DispatchSeries series = series("EN", 'A');
    UUID bag = desk().freshId();
    List<Fact> facts = scanned(new Deed.BagOpened(bag, series, "BG"), put(bag, 1), closed(bag));
    tell(facts);
    Closing wish = wish(series, bag);
    DispatchKey dispatch = done(wish);
    settle();
    while (desk().bag(bag).isPresent()) {
      twin.one().restore();
    }
    tell(facts);
    assertEquals("border.restored", refused(wish));
    settle();
    assertEquals(dispatch, done(wish));
    assertEquals(1, declared(twin.other()).size());
  }
}
