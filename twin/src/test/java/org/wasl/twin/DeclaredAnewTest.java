package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.exchange.AccountAutopilot;
import org.wasl.post.exchange.CorrectionDesk.Wish;
import org.wasl.post.exchange.CorrectionDesk.Wished;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PostDesk.Closed;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forming.Correction;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;

/// A dispatch of one receptacle with two items of express mail, 500 g each, is declared anew: an
/// item costs 4.50 SDR and each started kilogram 0.35.
class DeclaredAnewTest {
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static final DispatchKey DISPATCH =
      new DispatchKey(DispatchId.parse("SYDAMAIQBGWADEN60001"), 2026);
  private static final ReceptacleId BAG =
      new ReceptacleId(DISPATCH.id(), 1, Indicator.YES, Indicator.NO, 20);

  @TempDir Path folder;
  private Twin twin;
  private long ids;

  @BeforeEach
  void pair() {
    twin = pair(1, Twin.Faults.NONE);
  }

  private Twin pair(long seed, Twin.Faults faults) {
    return new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, seed, faults);
  }

  private static ItemReading item(int serial) {
    return new ItemReading.Valid(ItemId.of("EE", serial, "SY"));
  }

  private static String id(int serial) {
    return item(serial).written();
  }

  private static Advice.Item weighing(int serial) {
    return new Advice.Item(item(serial), OptionalInt.of(500), Optional.empty(), Optional.empty());
  }

  private Fact fact(OfficeCode office, LocalDateTime wall, Deed deed) {
    ZoneOffset offset = ZoneOffset.ofHours(3);
    Moment at = new Moment(wall, Optional.of(offset), wall.toInstant(offset));
    return new Fact(new UUID(77, ++ids), office, at, deed);
  }

  private Fact declaration() {
    LocalDateTime closed = LocalDateTime.of(2026, 9, 20, 9, 0);
    Advice.Receptacle bag =
        new Advice.Receptacle(
            BAG,
            "BG",
            OptionalInt.of(2_000),
            Optional.of("S1"),
            List.of(weighing(1), weighing(2)),
            List.of());
    return fact(
        FROM,
        closed,
        new Deed.Advised(
            new Advice(DISPATCH, 1, closed, Optional.empty(), List.of(), List.of(bag))));
  }

  private void keep(Twin.Side side, List<Fact> facts) {
    while (twin.act(
        () -> {
          side.post().takeAll(facts, "test");
          return false;
        })) {
      // it stopped meanwhile: the same facts again change nothing
    }
  }

  private void tell() {
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      while (twin.act(
          () -> {
            side.post().tell();
            return false;
          })) {
        // it stopped meanwhile
      }
    }
    twin.settle(60_000);
  }

  private Person person(Twin.Side side, String name) {
    return new Person(name, side.post().agreement().speaker(side.post().us()));
  }

  private static Correction correction(int grams, List<String> out, Advice.Item... in) {
    return new Correction(BAG, OptionalInt.of(grams), Optional.of("S2"), out, List.of(in));
  }

  private static Wish wish(int version, Correction correction) {
    return new Wish(DISPATCH, version, correction, "it stayed behind");
  }

  private Proposal proposed(Wish wish) {
    return assertInstanceOf(
            Wished.Proposed.class,
            twin.one().corrections().propose(wish, person(twin.one(), "first")))
        .proposal();
  }

  private Decision sign(Proposal proposal, String by) {
    return twin.one().border().approvals().approve(proposal.id(), person(twin.one(), by));
  }

  private void correct(Wish wish) {
    assertInstanceOf(Decision.Done.class, sign(proposed(wish), "second"));
  }

  private String refused(Wish wish) {
    return switch (twin.one().corrections().propose(wish, person(twin.one(), "first"))) {
      case Wished.Proposed _ -> "proposed";
      case Wished.Refused refused -> refused.refusal().code();
    };
  }

  private static Advice advice(Twin.Side side) {
    return side.post().picture(DISPATCH).flatMap(DispatchPicture::advice).orElseThrow();
  }

  private static List<String> items(Twin.Side side) {
    return advice(side).receptacles().getFirst().items().stream()
        .map(each -> each.id().written())
        .toList();
  }

  private static String digest(Twin.Side side) {
    return side.post().picture(DISPATCH).orElseThrow().digest();
  }

  /// A node that stopped or was restored is asked for it again; it is declared anew once.
  private void correctUntilBothKnow(Wish wish) {
    for (int i = 0; i < 60 && !bothAt(wish.version() + 1); i++) {
      twin.act(() -> {
        List<Proposal> waiting =
            twin.one().border().approvals().waiting().stream()
                .filter(each -> each.kind().equals("post.declaration-anew"))
                .toList();
        if (!waiting.isEmpty()) {
          sign(waiting.getFirst(), "second");
        } else if (version(twin.one()) == wish.version()) {
          twin.one().corrections().propose(wish, person(twin.one(), "first"));
        }
        return false;
      });
      tell();
    }
    assertTrue(bothAt(wish.version() + 1));
  }

  private boolean bothAt(int version) {
    return version(twin.one()) == version && version(twin.other()) == version;
  }

  private static int version(Twin.Side side) {
    return side.post()
        .picture(DISPATCH)
        .flatMap(DispatchPicture::advice)
        .map(Advice::version)
        .orElse(0);
  }

  private void account(YearMonth period) {
    for (int round = 0; round < 60 && !isClosed(period); round++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        twin.act(() -> step(side, period));
      }
      twin.settle(60_000);
    }
    assertTrue(isClosed(period));
  }

  private boolean isClosed(YearMonth period) {
    return twin.one().accounts().month(period).stage() == Stage.CLOSED
        && twin.other().accounts().month(period).stage() == Stage.CLOSED;
  }

  private static boolean step(Twin.Side side, YearMonth period) {
    OrganisationId post = side.post().agreement().speaker(side.post().us());
    return new AccountAutopilot(
            side.accounts(),
            side.border().approvals(),
            new Person("first", post),
            new Person("second", post))
        .step(period, Progress.NONE);
  }

  private static Line line(Twin.Side side, YearMonth period) {
    List<Line> lines =
        side.accounts().month(period).agreedAccount().orElseThrow().lines().stream()
            .map(AgreedLine::line)
            .toList();
    assertEquals(1, lines.size());
    return lines.getFirst();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4})
  void bothPostsSeeTheSameAndWhatWasAccountedComesAsAnExactDifference(long seed) {
    twin = pair(seed, Twin.Faults.ROUGH);
    List<Fact> declared = List.of(declaration());
    for (int i = 0; i < 20 && !bothAt(1); i++) {
      keep(twin.one(), declared);
      twin.backUp();
      tell();
    }
    account(SEPTEMBER);
    assertEquals(9_700_000, line(twin.one(), SEPTEMBER).exact().longValueExact());
    correctUntilBothKnow(wish(1, correction(1_500, List.of(id(2)))));
    for (Twin.Side each : List.of(twin.one(), twin.other())) {
      assertEquals(List.of(id(1)), items(each));
      Advice.Receptacle bag = advice(each).receptacles().getFirst();
      assertEquals(OptionalInt.of(1_500), bag.grams());
      assertEquals(OptionalInt.of(2_000), bag.id().labelGrams(), "the label stays");
      assertEquals(DISPATCH, advice(each).dispatch());
    }
    assertEquals(digest(twin.one()), digest(twin.other()));
    while (twin.one().accounts().today().isBefore(LocalDate.of(2026, 11, 1))) {
      twin.forward(Duration.ofDays(1));
    }
    account(OCTOBER);
    for (Twin.Side each : List.of(twin.one(), twin.other())) {
      Line difference = line(each, OCTOBER);
      assertEquals(AccountMaker.DIFFERENCE, difference.key().band());
      assertEquals(-4_850_000, difference.exact().longValueExact());
      assertEquals(9_700_000, line(each, SEPTEMBER).exact().longValueExact());
    }
  }

  private void declared() {
    keep(twin.one(), List.of(declaration()));
    tell();
  }

  @Test
  void twoPersonsSignAndTheDeclarationIsThatWhichTheySaw() {
    declared();
    Proposal proposal = proposed(wish(1, correction(1_500, List.of(id(2)))));
    assertInstanceOf(Decision.Refused.class, sign(proposal, "first"));
    assertEquals(1, version(twin.one()));
    Proposal other = proposed(wish(1, correction(1_600, List.of())));
    assertInstanceOf(Decision.Done.class, sign(proposal, "second"));
    assertEquals(
        "post.anew.changed",
        assertInstanceOf(Decision.Refused.class, sign(other, "second")).refusal().code());
    assertEquals(2, version(twin.one()));
    assertEquals(OptionalInt.of(1_500), advice(twin.one()).receptacles().getFirst().grams());
  }

  /// An item in a receptacle that is closed now.
  private String closing(int serial) {
    PostDesk desk = twin.one().post();
    UUID bag = desk.freshId();
    List<Fact> facts = new ArrayList<>();
    for (Deed each :
        List.of(
            new Deed.BagOpened(bag, DISPATCH.id().series(), "BG"),
            new Deed.ItemPut(bag, item(serial), OptionalInt.of(500), Optional.empty()),
            new Deed.BagClosed(bag, 1_000, Optional.empty()))) {
      facts.add(new Fact(desk.freshId(), FROM, desk.here(), each));
      twin.forward(Duration.ofSeconds(1));
    }
    desk.record(facts, person(twin.one(), "clerk"));
    PostDesk.Closing wish =
        new PostDesk.Closing(
            desk.freshId(),
            FROM,
            DISPATCH.id().series(),
            List.of(bag),
            Optional.empty(),
            List.of());
    return switch (desk.close(wish, person(twin.one(), "clerk"))) {
      case Closed.Done done -> done.dispatch().id().printed();
      case Closed.Later later -> later.refusal().code();
      case Closed.Refused refused -> refused.refusal().code();
    };
  }

  @Test
  void anItemThatStayedBehindLeavesInAnotherDispatchAndIsDeclaredOnce() {
    declared();
    assertEquals("post.item.declared", closing(2));
    correct(wish(1, correction(1_500, List.of(id(2)))));
    assertEquals(List.of(), twin.one().post().listing(id(2)));
    assertEquals(
        new DispatchId(DISPATCH.id().series(), 2).printed(), closing(2), "the next number");
    assertEquals(1, twin.one().post().listing(id(2)).size());
    assertEquals("post.item.declared", closing(1), "what stayed listed does not leave again");
    // back into the first it does not go while the other declares it
    assertEquals("post.item.declared", refused(wish(2, correction(2_000, List.of(), weighing(2)))));
    tell();
    assertEquals(1, twin.other().post().listing(id(2)).size());
    assertEquals(digest(twin.one()), digest(twin.other()));
  }

  @Test
  void anItemThatWasInABagThatLeftHasLeftWithIt() {
    declared();
    Leg leg =
        new Leg(
            '3',
            "TRUCK 7",
            Optional.empty(),
            FROM.value(),
            TO.value(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    PostDesk desk = twin.one().post();
    assertEquals(
        Optional.empty(),
        twin.one()
            .consignments()
            .handOver(desk.freshId(), DISPATCH, leg, person(twin.one(), "clerk")));
    Moment left = desk.item(id(1)).first(EventCode.EMC).orElseThrow().at();
    twin.forward(Duration.ofHours(5));
    correct(wish(1, correction(2_500, List.of(), weighing(3))));
    tell();
    for (Twin.Side each : List.of(twin.one(), twin.other())) {
      assertEquals(left, each.post().item(id(3)).first(EventCode.EMC).orElseThrow().at());
      assertEquals(List.of(id(1), id(2), id(3)), items(each));
    }
  }

  @Test
  void whatTheOfficeOfDestinationHasOrNotedIsForItsNotesToSay() {
    declared();
    LocalDateTime day = LocalDateTime.of(2026, 9, 22, 9, 0);
    VerificationNote note =
        new VerificationNote(
            new UUID(78, 1),
            TO,
            2026,
            1,
            DISPATCH,
            List.of(new Irregularity(Irregularity.Kind.ITEM_MISSING, id(2), BAG.toString(), "")),
            "");
    keep(twin.other(), List.of(fact(TO, day, new Deed.NoteWritten(note))));
    tell();
    assertEquals("post.anew.noted", refused(wish(1, correction(1_500, List.of(id(2))))));
    keep(
        twin.other(),
        List.of(
            fact(
                TO,
                day.plusHours(1),
                new Deed.ItemSeen(
                    item(1),
                    EventCode.EMD,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))));
    tell();
    assertEquals("post.anew.found", refused(wish(1, correction(1_500, List.of(id(1))))));
    keep(
        twin.other(),
        List.of(
            fact(
                TO,
                day.plusHours(2),
                new Deed.ReceptacleSeen(BAG, Condition.GOOD, OptionalInt.empty()))));
    tell();
    assertEquals("post.anew.arrived", refused(wish(1, correction(1_500, List.of(id(1))))));
  }

  @Test
  void nobodyDeclaresTheOtherPostsDispatchesAnew() {
    declared();
    assertInstanceOf(
        Wished.Refused.class,
        twin.other()
            .corrections()
            .propose(wish(1, correction(1_500, List.of(id(2)))), person(twin.other(), "first")));
  }
}
