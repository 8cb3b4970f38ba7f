package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.MessageId;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.MalformedTableException;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.Recorded;
import org.wasl.post.exchange.Remark;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchPicture.Status;
import org.wasl.post.following.NotePicture;
import org.wasl.post.generation.Fortnight;
import org.wasl.post.generation.MailSetting;
import org.wasl.post.generation.MailWithTruth;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.post.tracking.TimeStore;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Fault;
import org.wasl.twin.Twin.Faults;

/// A dispatch from one post to the other, with one receptacle missing and one too many.
class PostInTwinTest {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));

  @TempDir Path folder;

  private Twin twin(long seed, Faults faults) {
    return twin(COUNTRIES, seed, faults);
  }

  private Twin twin(CountriesFolder countries, long seed, Faults faults) {
    return new Twin(countries, new PartyId("sy"), new PartyId("iq"), folder, seed, faults);
  }

  private static Person clerk(Twin.Side side, String name) {
    PostDesk desk = side.post();
    OrganisationId post = desk.agreement().speaker(desk.us());
    return new Person(name, post);
  }

  /// Records at a side until it is recorded, however often the node stops meanwhile: ids stay.
  private static List<Recorded> record(
      Twin twin, Twin.Side side, OfficeCode office, Deed... deeds) {
    List<Fact> facts = new ArrayList<>();
    for (Deed each : deeds) {
      facts.add(new Fact(side.post().freshId(), office, side.post().here(), each));
    }
    List<Recorded> recorded = new ArrayList<>();
    while (recorded.isEmpty()) {
      twin.act(() -> {
        recorded.addAll(side.post().record(facts, clerk(side, "clerk")));
        return true;
      });
    }
    assertTrue(recorded.stream().allMatch(each -> each instanceof Recorded.Kept));
    return recorded;
  }

  private static ItemReading item(int serial) {
    return new ItemReading.Valid(ItemId.of("EE", serial, "SY"));
  }

  private static DispatchKey send(Twin twin, int bags, int items) {
    Twin.Side origin = twin.one();
    int digit = origin.post().here().wall().getYear() % 10;
    DispatchSeries series = new DispatchSeries(FROM, TO, 'A', "EN", digit);
    List<UUID> filled = new ArrayList<>();
    int first = 1_000 * origin.post().dispatches(true, 100).size(); // each is declared once
    for (int i = 0; i < bags; i++) {
      UUID bag = origin.post().freshId();
      List<Deed> deeds = new ArrayList<>(List.of(new Deed.BagOpened(bag, series, "BG")));
      for (int j = 0; j < items; j++) {
        deeds.add(
            new Deed.ItemPut(
                bag, item(first + i * items + j), OptionalInt.of(500), Optional.empty()));
      }
      deeds.add(new Deed.BagClosed(bag, 500 * items + 300, Optional.of("S" + i)));
      record(twin, origin, FROM, deeds.toArray(Deed[]::new));
      filled.add(bag);
    }
    PostDesk.Closing wish =
        new PostDesk.Closing(
            origin.post().freshId(), FROM, series, filled, Optional.empty(), List.of());
    List<DispatchKey> closed = new ArrayList<>();
    while (closed.isEmpty()) {
      twin.act(() -> {
        PostDesk.Closed.Done done =
            assertInstanceOf(
                PostDesk.Closed.Done.class, origin.post().close(wish, clerk(origin, "clerk")));
        closed.add(done.dispatch());
        return true;
      });
    }
    UUID departure = origin.post().freshId();
    Leg leg =
        new Leg(
            '3',
            "123456",
            Optional.empty(),
            "SYDAMA",
            "IQBGWA",
            Optional.empty(),
            Optional.empty(),
            Optional.of("9"));
    boolean[] gone = {false};
    while (!gone[0]) {
      twin.act(() -> {
        assertEquals(
            Optional.empty(),
            origin
                .consignments()
                .handOver(departure, closed.getFirst(), leg, clerk(origin, "clerk")));
        gone[0] = true;
        return true;
      });
    }
    return closed.getFirst();
  }

  private static void settle(Twin twin) {
    for (int i = 0; i < 3; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        boolean[] done = {false};
        while (!done[0]) {
          twin.act(() -> {
            side.post().tend();
            done[0] = true;
            return true;
          });
        }
      }
      twin.settle(60_000);
    }
  }

  private static DispatchPicture picture(Twin.Side side, DispatchKey dispatch) {
    return side.post().picture(dispatch).orElseThrow();
  }

  /// Receives all but the last receptacle, and one that nobody declared.
  private static void receive(Twin twin, DispatchKey dispatch) {
    Twin.Side destination = twin.other();
    Advice advice = picture(destination, dispatch).advice().orElseThrow();
    List<Advice.Receptacle> bags = advice.receptacles();
    for (Advice.Receptacle bag : bags.subList(0, bags.size() - 1)) {
      List<Deed> deeds = new ArrayList<>();
      deeds.add(new Deed.ReceptacleSeen(bag.id(), Condition.GOOD, OptionalInt.empty()));
      for (Advice.Item each : bag.items()) {
        deeds.add(
            new Deed.ItemSeen(
                each.id(),
                EventCode.EMD,
                Optional.of(bag.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
      deeds.add(new Deed.ReceptacleChecked(bag.id()));
      record(twin, destination, TO, deeds.toArray(Deed[]::new));
    }
    ReceptacleId surplus =
        new ReceptacleId(
            dispatch.id(), 77, ReceptacleId.Indicator.NO, ReceptacleId.Indicator.NO, 10);
    Recorded.Kept kept =
        (Recorded.Kept)
            record(
                    twin,
                    destination,
                    TO,
                    new Deed.ReceptacleSeen(surplus, Condition.GOOD, OptionalInt.empty()))
                .getFirst();
    assertEquals(List.of(Remark.NOT_DECLARED), kept.remarks());
    record(twin, destination, TO, new Deed.DispatchReceived(dispatch));
  }

  private static List<Irregularity.Kind> kinds(DispatchPicture picture) {
    return picture.irregularities().stream().map(Irregularity::kind).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bothPostsSeeTheSameMissingAndSurplusReceptacleWhateverHappensOnTheWay(long seed) {
    Twin twin = twin(seed, seed == 1 ? Faults.NONE : withoutRestoredBackups());
    DispatchKey dispatch = send(twin, 3, 4);
    settle(twin);
    assertEquals(Status.DESPATCHED, picture(twin.other(), dispatch).status());
    receive(twin, dispatch);
    settle(twin);
    DispatchPicture found = picture(twin.other(), dispatch);
    assertEquals(
        List.of(Irregularity.Kind.RECEPTACLE_MISSING, Irregularity.Kind.RECEPTACLE_EXCESS),
        kinds(found));
    assertEquals(Status.RECEIVED_PARTIAL, found.status());
    assertEquals(found.digest(), picture(twin.one(), dispatch).digest());
    assertEquals(List.of(), twin.one().post().divergences());
    assertEquals(List.of(), twin.other().post().divergences());
  }

  /// Scans that a node kept and had not told when its backup was restored are told again by the
  /// devices, which this test has none of.
  private static Faults withoutRestoredBackups() {
    Faults rough = Faults.ROUGH;
    return new Faults(
        rough.lostRequest(),
        rough.lostAnswer(),
        rough.repeated(),
        rough.late(),
        rough.cut(),
        rough.crash(),
        0,
        0);
  }

  @Test
  void aNoteIsSignedByTwoClerksAnsweredByTwoAndEndsTheContest() {
    Twin twin = twin(5, Faults.NONE);
    DispatchKey dispatch = send(twin, 2, 1);
    settle(twin);
    receive(twin, dispatch);
    settle(twin);
    Twin.Side destination = twin.other();
    List<Irregularity> wrong = picture(destination, dispatch).irregularities();
    Proposal note =
        destination.post().proposeNote(dispatch, wrong, "", clerk(destination, "first"));
    assertInstanceOf(
        Decision.Refused.class,
        destination.border().approvals().approve(note.id(), clerk(destination, "first")));
    assertInstanceOf(
        Decision.Done.class,
        destination.border().approvals().approve(note.id(), clerk(destination, "second")));
    settle(twin);
    Twin.Side origin = twin.one();
    assertEquals(Status.CONTESTED, picture(origin, dispatch).status());
    NotePicture heard = picture(origin, dispatch).notes().getFirst();
    assertEquals(1, heard.note().number());
    assertEquals(wrong, heard.note().irregularities());
    Proposal answer =
        origin.post().proposeAnswer(dispatch, heard.note().id(), true, "", clerk(origin, "first"));
    assertInstanceOf(
        Decision.Done.class,
        origin.border().approvals().approve(answer.id(), clerk(origin, "second")));
    settle(twin);
    assertEquals(Status.RECEIVED_PARTIAL, picture(destination, dispatch).status());
    assertEquals(picture(origin, dispatch).digest(), picture(destination, dispatch).digest());
  }

  private static PostDesk.Noted wishes(
      Twin.Side side, UUID id, DispatchKey dispatch, List<Irregularity> chosen) {
    return side.post()
        .proposeNote(new PostDesk.NoteWish(id, dispatch, chosen, "نقص وعاء"), clerk(side, "first"));
  }

  private static List<Proposal> waiting(Twin.Side side) {
    return side.border().approvals().waiting();
  }

  /// A device without a line does not know whether its first telling was heard.
  @Test
  void aNoteThatIsWishedTwiceIsProposedOnceAndWrittenOnce() {
    Twin twin = twin(51, Faults.NONE);
    DispatchKey dispatch = send(twin, 2, 1);
    settle(twin);
    receive(twin, dispatch);
    Twin.Side destination = twin.other();
    List<Irregularity> wrong = picture(destination, dispatch).irregularities();
    UUID wish = destination.post().freshId();
    assertEquals(List.of(wish), destination.post().unknown(List.of(wish)));
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(destination, wish, dispatch, wrong));
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(destination, wish, dispatch, wrong));
    assertEquals(List.of(wish), waiting(destination).stream().map(Proposal::id).toList());
    assertEquals(List.of(), destination.post().unknown(List.of(wish)));
    assertInstanceOf(
        Decision.Refused.class,
        destination.border().approvals().approve(wish, clerk(destination, "first")));
    assertInstanceOf(
        Decision.Done.class,
        destination.border().approvals().approve(wish, clerk(destination, "second")));
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(destination, wish, dispatch, wrong));
    assertEquals(List.of(), waiting(destination));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), destination)) {
      List<NotePicture> notes = picture(side, dispatch).notes();
      assertEquals(List.of(wish), notes.stream().map(each -> each.note().id()).toList());
      assertEquals(wrong, notes.getFirst().note().irregularities());
    }
    assertInstanceOf(
        PostDesk.Noted.Refused.class,
        wishes(destination, wish, send(twin, 1, 1), missing(dispatch)));
  }

  /// Where the missing receptacle came meanwhile, or another note names it, nothing is proposed,
  /// and what a note may name now is said.
  @Test
  void aNoteOnWhatIsNoLongerSoIsNotProposedUntilItsClerkDecidesAnew() {
    Twin twin = twin(52, Faults.NONE);
    DispatchKey dispatch = send(twin, 2, 1);
    settle(twin);
    receive(twin, dispatch);
    Twin.Side destination = twin.other();
    List<Irregularity> seen = picture(destination, dispatch).irregularities();
    assertEquals(
        List.of(Irregularity.Kind.RECEPTACLE_MISSING, Irregularity.Kind.RECEPTACLE_EXCESS),
        seen.stream().map(Irregularity::kind).toList());
    Advice.Receptacle late =
        picture(destination, dispatch).advice().orElseThrow().receptacles().getLast();
    record(
        twin,
        destination,
        TO,
        new Deed.ReceptacleSeen(late.id(), Condition.GOOD, OptionalInt.empty()),
        Deed.ItemSeen.found(
            late.items().getFirst().id(), late.id(), Condition.GOOD, OptionalInt.empty()));
    UUID wish = destination.post().freshId();
    PostDesk.Noted.Changed changed =
        assertInstanceOf(PostDesk.Noted.Changed.class, wishes(destination, wish, dispatch, seen));
    assertEquals("post.note.changed", changed.refusal().code());
    assertEquals(List.of(seen.getLast()), changed.now());
    assertEquals(List.of(), waiting(destination));
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(destination, wish, dispatch, changed.now()));
    PostDesk.Noted.Changed again =
        assertInstanceOf(
            PostDesk.Noted.Changed.class,
            wishes(destination, destination.post().freshId(), dispatch, changed.now()));
    assertEquals(List.of(), again.now());
    assertEquals(1, waiting(destination).size());
    assertInstanceOf(
        PostDesk.Noted.Refused.class,
        wishes(twin.one(), twin.one().post().freshId(), dispatch, seen));
  }

  /// The note was signed and told; then the node came back from a backup that has neither it nor
  /// its proposal, and the device tells its wish again.
  @Test
  void aNoteThatCameBackAfterARestoreIsNotWrittenASecondTime() {
    Twin twin = twin(53, new Faults(0, 0, 0, 0, 0, 0, 1, 0));
    DispatchKey dispatch = send(twin, 2, 1);
    settle(twin);
    receive(twin, dispatch);
    settle(twin);
    Twin.Side destination = twin.other();
    List<Irregularity> wrong = picture(destination, dispatch).irregularities();
    UUID wish = destination.post().freshId();
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(destination, wish, dispatch, wrong));
    assertInstanceOf(
        Decision.Done.class,
        destination.border().approvals().approve(wish, clerk(destination, "second")));
    settle(twin);
    for (int i = 0; i < 50 && twin.other().post().unknown(List.of(wish)).isEmpty(); i++) {
      twin.other().restore();
    }
    assertEquals(List.of(wish), twin.other().post().unknown(List.of(wish)));
    assertInstanceOf(PostDesk.Noted.Later.class, wishes(twin.other(), wish, dispatch, wrong));
    settle(twin);
    assertInstanceOf(PostDesk.Noted.Done.class, wishes(twin.other(), wish, dispatch, wrong));
    assertEquals(List.of(), waiting(twin.other()));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          List.of(wish),
          picture(side, dispatch).notes().stream().map(each -> each.note().id()).toList());
    }
  }

  /// Declared with 500 g; an item may differ by 50 g.
  @ParameterizedTest
  @ValueSource(longs = {54, 55})
  void bothPostsSeeTheSameOfAnItemThatWasFoundWetAndTooHeavy(long seed) {
    Twin twin = twin(seed, seed == 54 ? Faults.NONE : withoutRestoredBackups());
    DispatchKey dispatch = send(twin, 1, 2);
    settle(twin);
    Advice.Receptacle bag =
        picture(twin.other(), dispatch).advice().orElseThrow().receptacles().getFirst();
    ItemReading wet = bag.items().getFirst().id();
    ItemReading heavy = bag.items().getLast().id();
    Recorded.Kept kept =
        (Recorded.Kept)
            record(
                    twin,
                    twin.other(),
                    TO,
                    new Deed.ReceptacleSeen(bag.id(), Condition.GOOD, OptionalInt.empty()),
                    Deed.ItemSeen.found(wet, bag.id(), Condition.WET, OptionalInt.of(550)),
                    Deed.ItemSeen.found(heavy, bag.id(), Condition.GOOD, OptionalInt.of(551)))
                .getLast();
    assertEquals(List.of(Remark.WEIGHT_DIFFERENT), kept.remarks());
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          List.of(
              new Irregularity(Irregularity.Kind.ITEM_DAMAGED, wet.written(), "GOOD", "WET"),
              new Irregularity(
                  Irregularity.Kind.ITEM_WEIGHT_DIFFERENT, heavy.written(), "500 g", "551 g")),
          picture(side, dispatch).irregularities());
    }
    assertEquals(picture(twin.one(), dispatch).digest(), picture(twin.other(), dispatch).digest());
  }

  private static List<Irregularity> missing(DispatchKey dispatch) {
    return List.of(
        new Irregularity(Irregularity.Kind.DISPATCH_MISSING, dispatch.id().toString(), "", ""));
  }

  @Test
  void thePostThatPaysForADispatchCannotSayThatItDidNotArrive() {
    Twin twin = twin(19, Faults.NONE);
    DispatchKey dispatch = send(twin, 1, 1);
    settle(twin);
    Twin.Side origin = twin.one();
    VerificationNote note =
        new VerificationNote(
            origin.post().freshId(), FROM, 2026, 1, dispatch, missing(dispatch), "");
    Fact written = new Fact(note.id(), FROM, origin.post().here(), new Deed.NoteWritten(note));
    origin.post().takeAll(List.of(written), "forged");
    settle(twin);
    assertTrue(
        twin.other().post().evidence(dispatch).stream()
            .noneMatch(each -> each.fact().deed() instanceof Deed.NoteWritten));
    assertEquals(List.of(), picture(twin.other(), dispatch).notes());
    assertEquals(List.of(), picture(origin, dispatch).notes());
  }

  @Test
  void whatTheOtherPostRefusedRingsAfterTwoNights() {
    Twin twin = twin(23, Faults.NONE);
    DispatchKey dispatch = send(twin, 1, 1);
    settle(twin);
    Twin.Side origin = twin.one();
    VerificationNote note =
        new VerificationNote(
            origin.post().freshId(), FROM, 2026, 1, dispatch, missing(dispatch), "");
    origin
        .post()
        .takeAll(
            List.of(new Fact(note.id(), FROM, origin.post().here(), new Deed.NoteWritten(note))),
            "refused");
    settle(twin);
    List<Boolean> rings = new ArrayList<>();
    for (int night = 0; night < 4; night++) {
      rings.add(
          twin.other().post().divergences().stream()
              .anyMatch(each -> each.dispatch().equals(dispatch)));
      twin.forward(Duration.ofDays(1));
      settle(twin);
    }
    assertFalse(rings.getFirst());
    assertTrue(rings.getLast(), rings::toString);
    assertEquals(
        List.of(dispatch),
        origin.post().divergences().stream().map(each -> each.dispatch()).toList());
  }

  @Test
  void aNoteThatCountsBySilenceIsNotContestedAndBothPostsSayTheSame() {
    Twin twin = twin(20, Faults.NONE);
    DispatchKey dispatch = send(twin, 2, 1);
    settle(twin);
    receive(twin, dispatch);
    settle(twin);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    Proposal note =
        destination
            .post()
            .proposeNote(
                dispatch,
                picture(destination, dispatch).irregularities(),
                "",
                clerk(destination, "first"));
    destination.border().approvals().approve(note.id(), clerk(destination, "second"));
    settle(twin);
    NotePicture heard = picture(origin, dispatch).notes().getFirst();
    Period within = origin.post().agreement().tolerances().noteAnswer();
    LocalDate last = heard.lastDay(within);
    assertEquals(last, picture(destination, dispatch).notes().getFirst().lastDay(within));
    UUID id = heard.note().id();
    while (!origin.post().here().wall().toLocalDate().isAfter(last)) {
      twin.forward(Duration.ofDays(1));
    }
    assertEquals(
        "post.note.late", origin.post().mayNotAnswer(dispatch, id, false).orElseThrow().code());
    Proposal contest = origin.post().proposeAnswer(dispatch, id, false, "", clerk(origin, "first"));
    Decision.Refused refused =
        assertInstanceOf(
            Decision.Refused.class,
            origin.border().approvals().approve(contest.id(), clerk(origin, "second")));
    assertEquals("post.note.late", refused.refusal().code());
    settle(twin);
    for (Twin.Side each : List.of(origin, destination)) {
      NotePicture now = picture(each, dispatch).notes().getFirst();
      assertTrue(now.counts(last.plusDays(1), within));
    }
    Proposal withdrawal =
        destination.post().proposeWithdrawal(dispatch, id, "", clerk(destination, "first"));
    assertInstanceOf(
        Decision.Done.class,
        destination.border().approvals().approve(withdrawal.id(), clerk(destination, "second")));
    settle(twin);
    assertEquals(NotePicture.State.WITHDRAWN, picture(origin, dispatch).notes().getFirst().state());
    assertEquals(picture(origin, dispatch).digest(), picture(destination, dispatch).digest());
  }

  @Test
  void aSecondDispatchOfTheSeriesHasTheNextNumberAndAWishIsFulfilledOnce() {
    Twin twin = twin(6, Faults.NONE);
    DispatchKey first = send(twin, 1, 1);
    DispatchKey second = send(twin, 1, 2);
    assertEquals(first.id().serial() + 1, second.id().serial());
  }

  @Test
  void aSeriesThatAnotherSystemBeganGoesOnWithTheNumberThatIsWrittenDown() throws IOException {
    CountriesFolder countries = withSystems();
    Path file = countries.root().resolve("sy").resolve("post.json");
    String first =
        """
        {
          "firstNumbers": [{"series": "SYDAMAIQBGWAAEN", "year": 2026, "first": 251,
            "source": "the old system's last dispatch", "confidence": "EXAMPLE"}],
        """;
    Files.writeString(file, Files.readString(file).replaceFirst("\\{", first));
    Twin twin = twin(countries, 28, Faults.NONE);
    assertEquals(251, send(twin, 1, 1).id().serial());
    assertEquals(252, send(twin, 1, 2).id().serial());
    settle(twin);
    twin.forward(Duration.ofDays(9));
    settle(twin);
    assertEquals(
        List.of(),
        twin.other().post().missing().stream().filter(each -> !each.isDeclared()).toList());
  }

  private static List<TimeStore.Telling> ofOurs(Twin.Side side) {
    LocalDate today = side.post().here().wall().toLocalDate();
    return side.post().times().telling(today.minusDays(9), today, "").stream()
        .filter(TimeStore.Telling::isOurs)
        .toList();
  }

  @Test
  void anEventIsToldWhenTheReceiptOfTheOtherPostIsHere() {
    Twin twin = twin(32, Faults.NONE);
    send(twin, 1, 3);
    settle(twin);
    twin.one().post().tend();
    assertEquals(List.of(new TimeStore.Telling(EventCode.EMC, true, 3, 3)), ofOurs(twin.one()));
    ReceptacleId bag =
        new ReceptacleId(
            twin.one().post().listing(item(0).written()).getFirst().id(),
            1,
            ReceptacleId.Indicator.YES,
            ReceptacleId.Indicator.NO,
            18);
    Fact later =
        new Fact(
            twin.one().post().freshId(),
            FROM,
            twin.one().post().here(),
            new Deed.ItemSeen(
                item(0),
                EventCode.EXA,
                Optional.of(bag),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    twin.one().post().record(List.of(later), clerk(twin.one(), "clerk"));
    twin.one().post().tell();
    assertTrue(ofOurs(twin.one()).contains(new TimeStore.Telling(EventCode.EXA, true, 1, 0)));
  }

  /// What came back of our own was told when it first was.
  @Test
  void whatARestoredNodeToldBeforeStaysTold() {
    Twin twin = twin(33, new Faults(0, 0, 0, 0, 0, 0, 1, 0));
    send(twin, 1, 3);
    settle(twin);
    twin.one().post().tend();
    TimeStore.Telling told = new TimeStore.Telling(EventCode.EMC, true, 3, 3);
    assertEquals(List.of(told), ofOurs(twin.one()));
    for (int i = 0; i < 20 && !twin.one().post().listing(item(0).written()).isEmpty(); i++) {
      twin.one().restore();
    }
    assertEquals(List.of(), ofOurs(twin.one()));
    settle(twin);
    twin.one().post().tend();
    assertEquals(List.of(told), ofOurs(twin.one()));
  }

  @Test
  void aReceptacleOfLastYearLeavesInADispatchOfThisYear() {
    Twin twin = twin(16, Faults.NONE);
    Twin.Side origin = twin.one();
    int year = origin.post().here().wall().getYear();
    DispatchSeries lastYear = new DispatchSeries(FROM, TO, 'A', "EN", (year + 9) % 10);
    UUID bag = origin.post().freshId();
    record(
        twin,
        origin,
        FROM,
        new Deed.BagOpened(bag, lastYear, "BG"),
        new Deed.ItemPut(bag, item(1), OptionalInt.of(500), Optional.empty()),
        new Deed.BagClosed(bag, 800, Optional.empty()));
    PostDesk.Closing wish =
        new PostDesk.Closing(
            origin.post().freshId(), FROM, lastYear, List.of(bag), Optional.empty(), List.of());
    DispatchKey closed =
        assertInstanceOf(
                PostDesk.Closed.Done.class, origin.post().close(wish, clerk(origin, "clerk")))
            .dispatch();
    assertEquals(year, closed.year());
    assertEquals(lastYear.inYear(year), closed.id().series());
    settle(twin);
    assertEquals(Status.CLOSED, picture(twin.other(), closed).status());
  }

  @Test
  void whatIsSaidOfAFactIsSaidAgainWhenItComesAgain() {
    Twin twin = twin(17, Faults.NONE);
    PostDesk desk = twin.one().post();
    Person clerk = clerk(twin.one(), "clerk");
    DispatchSeries series =
        new DispatchSeries(FROM, TO, 'A', "EN", desk.here().wall().getYear() % 10);
    UUID bag = desk.freshId();
    Fact inTime = scan(desk, new Deed.ItemPut(bag, item(1), OptionalInt.empty(), Optional.empty()));
    Fact late = scan(desk, new Deed.ItemPut(bag, item(2), OptionalInt.empty(), Optional.empty()));
    Fact out = scan(desk, new Deed.ItemTaken(bag, item(1)));
    desk.record(List.of(scan(desk, new Deed.BagOpened(bag, series, "BG")), inTime), clerk);
    desk.record(List.of(scan(desk, new Deed.BagClosed(bag, 800, Optional.empty()))), clerk);
    PostDesk.Closing wish =
        new PostDesk.Closing(
            desk.freshId(), FROM, series, List.of(bag), Optional.empty(), List.of());
    assertInstanceOf(PostDesk.Closed.Done.class, desk.close(wish, clerk));
    assertEquals(
        List.of(
            new Recorded.Kept(late.id(), List.of(Remark.BAG_DISPATCHED)),
            new Recorded.Kept(out.id(), List.of(Remark.BAG_DISPATCHED))),
        desk.record(List.of(late, out), clerk));
    assertEquals(
        List.of(
            new Recorded.Kept(inTime.id(), List.of(Remark.KNOWN)),
            new Recorded.Kept(late.id(), List.of(Remark.KNOWN, Remark.BAG_DISPATCHED)),
            new Recorded.Kept(out.id(), List.of(Remark.KNOWN, Remark.BAG_DISPATCHED))),
        desk.record(List.of(inTime, late, out), clerk));
  }

  private static Fact scan(PostDesk desk, Deed deed) {
    return new Fact(desk.freshId(), FROM, desk.here(), deed);
  }

  @Test
  void nobodyRecordsForTheOtherPostAndScansCloseNoDispatch() {
    Twin twin = twin(7, Faults.NONE);
    DispatchKey dispatch = send(twin, 1, 1);
    settle(twin);
    PostDesk desk = twin.other().post();
    Advice advice = desk.picture(dispatch).orElseThrow().advice().orElseThrow();
    List<Recorded> recorded =
        desk.record(
            List.of(
                new Fact(desk.freshId(), FROM, desk.here(), new Deed.DispatchReceived(dispatch)),
                new Fact(desk.freshId(), TO, desk.here(), new Deed.Advised(advice))),
            clerk(twin.other(), "clerk"));
    assertEquals(
        List.of("post.office", "post.fact.kind"),
        recorded.stream()
            .map(each -> assertInstanceOf(Recorded.Refused.class, each).refusal().code())
            .toList());
  }

  // Other systems

  /// The facts, with a system beside each node that wants to know everything.
  private CountriesFolder withSystems() throws IOException {
    Path copy = folder.resolve("countries");
    try (Stream<Path> all = Files.walk(COUNTRIES.root())) {
      for (Path each : all.toList()) {
        Files.copy(each, copy.resolve(COUNTRIES.root().relativize(each)));
      }
    }
    for (String party : List.of("sy", "iq")) {
      Path file = copy.resolve(party).resolve("post.json");
      String systems =
          """
          {
            "systems": [{"name": "ips", "us": {"id": "WASL", "qualifier": "ZZ"},
              "it": {"id": "IPS", "qualifier": "ZZ"}, "told": true, "heard": true}],
          """;
      Files.writeString(file, Files.readString(file).replaceFirst("\\{", systems));
    }
    return new CountriesFolder(copy);
  }

  private static byte[] written(Path place, String type) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      List<Path> found =
          files.filter(each -> each.toString().endsWith(type + ".edi")).sorted().toList();
      return Files.readAllBytes(found.getFirst());
    }
  }

  private static void requireInOrder(byte[] interchange) {
    CheckedInterchange checked =
        new Checker(EdiTables.wasl1(), Strictness.FULL, EdiLimits.USUAL)
            .check("written", interchange);
    assertEquals(List.of(), checked.findings());
    assertTrue(checked.messages().stream().allMatch(CheckedInterchange.CheckedMessage::isTaken));
  }

  private static byte[] turned(byte[] interchange) {
    String text = new String(interchange, StandardCharsets.ISO_8859_1);
    return text.replace("+WASL:ZZ+IPS:ZZ+", "+IPS:ZZ+WASL:ZZ+")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anotherSystemIsToldInMessagesThatAreInOrderAndTellsThemBackWithoutChangingAnything()
      throws IOException {
    Twin twin = twin(withSystems(), 8, Faults.NONE);
    DispatchKey dispatch = send(twin, 2, 2);
    settle(twin);
    receive(twin, dispatch);
    settle(twin);
    Path out = folder.resolve("out");
    assertTrue(twin.other().edi().write(out) >= 3);
    assertEquals(0, twin.other().edi().write(out));
    String digest = picture(twin.other(), dispatch).digest();
    for (String type : List.of("PREDES", "RESDES", "EMSEVT")) {
      byte[] bytes = written(out.resolve("ips"), type);
      requireInOrder(bytes);
      assertInstanceOf(
          EdiDesk.Taken.Done.class, twin.other().edi().take(type + ".edi", turned(bytes)));
    }
    assertEquals(digest, picture(twin.other(), dispatch).digest());
  }

  @Test
  void aDispatchThatTheSystemBesideUsClosedIsToldToTheOtherPost() throws IOException {
    Twin twin = twin(withSystems(), 9, Faults.NONE);
    String predes =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++PREDES'UNH+1+PREDES:2:1:UN'"
            + "BGM+335+SYDAMAIQBGWAAEN60001+9'DTM+137:202601011200:203'LOC+84+SYDAMA'"
            + "LOC+85+IQBGWA'GID+1+1:BG'PCI+30+SYDAMAIQBGWAAEN60001001100141'"
            + "MEA+WT+AAD+KGM:14.1'RFF+ABO:EE473124829SY'CNT+1:1'CNT+2:1'UNT+12+1'UNZ+1+7'";
    byte[] bytes = predes.getBytes(StandardCharsets.ISO_8859_1);
    EdiDesk.Taken.Done done =
        assertInstanceOf(EdiDesk.Taken.Done.class, twin.one().edi().take("one.edi", bytes));
    assertTrue(done.report().contains("PREDES taken: 1"), done.report());
    assertInstanceOf(EdiDesk.Taken.Done.class, twin.one().edi().take("two.edi", bytes));
    byte[] other = predes.replace("14.1", "14.2").getBytes(StandardCharsets.ISO_8859_1);
    EdiDesk.Taken.Refused refused =
        assertInstanceOf(EdiDesk.Taken.Refused.class, twin.one().edi().take("3.edi", other));
    assertEquals("post.edi.reference", refused.refusal().code());
    settle(twin);
    DispatchKey dispatch = DispatchKey.parse("2026-SYDAMAIQBGWAAEN60001");
    Advice advice = picture(twin.other(), dispatch).advice().orElseThrow();
    assertEquals(14_100, advice.grams());
    assertEquals(
        "EE473124829SY", advice.receptacles().getFirst().items().getFirst().id().written());
  }

  @Test
  void mailWithAThirdCountryIsToldToTheSystemBesideUsAndNotToTheOtherPost() throws IOException {
    Twin twin = twin(withSystems(), 18, Faults.NONE);
    String predes =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++PREDES'UNH+1+PREDES:2:1:UN'"
            + "BGM+335+SYDAMADEFRAAAEN60001+9'DTM+137:202601011200:203'LOC+84+SYDAMA'"
            + "LOC+85+DEFRAA'GID+1+1:BG'PCI+30+SYDAMADEFRAAAEN60001001100141'"
            + "MEA+WT+AAD+KGM:14.1'RFF+ABO:EE473124829SY'CNT+1:1'CNT+2:1'UNT+12+1'UNZ+1+7'";
    assertInstanceOf(
        EdiDesk.Taken.Done.class,
        twin.one().edi().take("one.edi", predes.getBytes(StandardCharsets.ISO_8859_1)));
    ItemId item = new ItemId("EE473124829SY");
    record(twin, twin.one(), FROM, event(item, EventCode.EMC));
    settle(twin);
    DispatchKey dispatch = DispatchKey.parse("2026-SYDAMADEFRAAAEN60001");
    assertTrue(twin.one().post().picture(dispatch).isPresent());
    assertEquals(Optional.empty(), twin.other().post().picture(dispatch));
    assertEquals(0, twin.other().post().heardCount());
    assertEquals(Optional.empty(), twin.other().post().item(item.value()).first(EventCode.EMC));
    Path out = folder.resolve("out");
    twin.one().edi().write(out);
    requireInOrder(written(out.resolve("ips"), "EMSEVT"));
  }

  @Test
  void anOfficeThatTheWholeListDoesNotHoldIsTakenAndSaid() throws IOException {
    CountriesFolder countries = withSystems();
    Files.writeString(
        countries.root().resolve("world").resolve("list-108.csv"),
        "code,name,operator,status,valid_from,listed,source,confidence\n"
            + "SYDAMA,DAMAS,J1CSYA,open,,2026-07-01,list 108,CONFIRMED\n");
    Twin twin = twin(countries, 36, Faults.NONE);
    String predes =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++PREDES'UNH+1+PREDES:2:1:UN'"
            + "BGM+335+SYDAMADEFRAAAEN60001+9'DTM+137:202601011200:203'LOC+84+SYDAMA'"
            + "LOC+85+DEFRAA'GID+1+1:BG'PCI+30+SYDAMADEFRAAAEN60001001100141'"
            + "MEA+WT+AAD+KGM:14.1'RFF+ABO:EE473124829SY'CNT+1:1'CNT+2:1'UNT+12+1'UNZ+1+7'";
    String report = take(twin.one(), predes);
    assertTrue(report.contains("PREDES taken: 1"), report);
    assertTrue(report.contains("DEFRAA: not in list 108 dated 2026-07-01"), report);
    assertTrue(report.contains("DEFRAA: ليس في القائمة 108 المؤرخة 2026-07-01"), report);
    assertFalse(report.contains("SYDAMA: not"), report);
  }

  @Test
  void anEventAtALocalOfficeIsTakenWithItsNameAndTheOthersOfTheMessageToo() throws IOException {
    Twin twin = twin(withSystems(), 29, Faults.NONE);
    send(twin, 1, 1);
    settle(twin);
    String id = item(0).written();
    String emsevt =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++EMSEVT'UNH+1+EMSEVT:3:0:UN'BGM+341+E1+9'"
            + "DTM+137:202601011200:203'RFF+ABO:"
            + id
            + "'STS+2+EMD'DTM+334:202601011000:203'LOC+175+IQBGWA'RFF+ABO:"
            + id
            + "'STS+2+EMG'DTM+334:202601011100:203'LOC+175+MANSOUR 14'RFF+ABO:"
            + id
            + "'STS+2+EMA'DTM+334:202601010900:203'LOC+175+DAMAS 3'CNT+3:3'UNT+17+1'UNZ+1+7'";
    EdiDesk.Taken.Done done =
        assertInstanceOf(
            EdiDesk.Taken.Done.class,
            twin.other().edi().take("one.edi", emsevt.getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(done.report().contains("EMSEVT taken: 1"), done.report());
    assertTrue(done.report().contains("new facts: 2"), done.report());
    assertTrue(done.report().contains("MANSOUR 14: no office of exchange"), done.report());
    assertTrue(done.report().contains("at DAMAS 3"), done.report());
    settle(twin);
    Fact told =
        twin.one().post().item(id).events().stream()
            .filter(
                each -> each.deed() instanceof Deed.ItemSeen seen && seen.code() == EventCode.EMG)
            .findFirst()
            .orElseThrow();
    assertEquals(TO, told.office());
    assertEquals(
        Optional.of("MANSOUR 14"), assertInstanceOf(Deed.ItemSeen.class, told.deed()).place());
  }

  private static String delivered(String reference, String item, String place) {
    return "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+"
        + reference
        + "++EMSEVT'UNH+1+EMSEVT:3:0:UN'BGM+341+E1+9'DTM+137:202601011200:203'RFF+ABO:"
        + item
        + "'STS+2+EMI'DTM+334:202601011100:203'LOC+175+"
        + place
        + "'CNT+3:1'UNT+9+1'UNZ+1+"
        + reference
        + "'";
  }

  private static String take(Twin.Side side, String interchange) {
    return assertInstanceOf(
            EdiDesk.Taken.Done.class,
            side.edi().take("one.edi", interchange.getBytes(StandardCharsets.ISO_8859_1)))
        .report();
  }

  /// Delivered at a local office of ours it is to its sender, once the other post sent it back.
  @Test
  void anItemOfOursThatCameBackIsDeliveredAtALocalOfficeOfOurs() throws IOException {
    Twin twin = twin(withSystems(), 34, Faults.NONE);
    send(twin, 1, 1);
    settle(twin);
    String id = item(0).written();
    assertTrue(take(twin.one(), delivered("7", id, "MEZZE 2")).contains("new facts: 0"));
    int digit = twin.other().post().here().wall().getYear() % 10;
    UUID bag = twin.other().post().freshId();
    DispatchSeries back = new DispatchSeries(TO, FROM, 'A', "EN", digit);
    record(
        twin,
        twin.other(),
        TO,
        new Deed.BagOpened(bag, back, "BG"),
        new Deed.ItemPut(bag, item(0), OptionalInt.of(500), Optional.empty()),
        new Deed.BagClosed(bag, 800, Optional.empty()));
    PostDesk.Closing wish =
        new PostDesk.Closing(
            twin.other().post().freshId(), TO, back, List.of(bag), Optional.empty(), List.of());
    assertInstanceOf(
        PostDesk.Closed.Done.class, twin.other().post().close(wish, clerk(twin.other(), "clerk")));
    settle(twin);
    String report = take(twin.one(), delivered("8", id, "MEZZE 2"));
    assertTrue(report.contains("new facts: 1"), report);
    Fact fact =
        twin.one().post().item(id).events().stream()
            .filter(
                each -> each.deed() instanceof Deed.ItemSeen seen && seen.code() == EventCode.EMI)
            .findFirst()
            .orElseThrow();
    assertEquals(FROM, fact.office());
  }

  /// The tables of the interim profile as another set: a PREDES of another version and agency, in
  /// which a condition has another code.
  private CountriesFolder withTables() throws IOException {
    CountriesFolder countries = withSystems();
    Path tables = countries.root().resolve("sy").resolve("tables-upu");
    Path shipped = Path.of("..", "services", "post", "src", "main", "resources", "post", "edi");
    try (Stream<Path> all = Files.walk(shipped.resolve("wasl-1"))) {
      for (Path each : all.toList()) {
        Files.copy(each, tables.resolve(shipped.resolve("wasl-1").relativize(each)));
      }
    }
    Path messages = tables.resolve("messages.csv");
    Files.writeString(
        messages, Files.readString(messages).replace("PREDES,2,1,UN", "PREDES,9,7,UP"));
    Path post = countries.root().resolve("sy").resolve("post.json");
    Files.writeString(
        post,
        Files.readString(post).replaceFirst("\"told\"", "\"tables\": \"tables-upu\", \"told\""));
    return countries;
  }

  @Test
  void tablesOfAFolderTakeThePlaceOfTheInterimProfileInASystem() throws IOException {
    Twin twin = twin(withTables(), 30, Faults.NONE);
    String predes =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++PREDES'UNH+1+PREDES:9:7:UP'"
            + "BGM+335+SYDAMAIQBGWAAEN60001+9'DTM+137:202601011200:203'LOC+84+SYDAMA'"
            + "LOC+85+IQBGWA'GID+1+1:BG'PCI+30+SYDAMAIQBGWAAEN60001001100141'"
            + "MEA+WT+AAD+KGM:14.1'RFF+ABO:EE473124829SY'CNT+1:1'CNT+2:1'UNT+12+1'UNZ+1+7'";
    EdiDesk.Taken.Done done =
        assertInstanceOf(
            EdiDesk.Taken.Done.class,
            twin.one().edi().take("one.edi", predes.getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(done.report().contains("PREDES taken: 1"), done.report());
    String old =
        predes.replace("9:7:UP", "2:1:UN").replace("1200+7", "1200+8").replace("1+7'", "1+8'");
    EdiDesk.Taken.Done not =
        assertInstanceOf(
            EdiDesk.Taken.Done.class,
            twin.one().edi().take("two.edi", old.getBytes(StandardCharsets.ISO_8859_1)));
    assertFalse(not.report().contains("PREDES taken"), not.report());
    send(twin, 1, 1);
    settle(twin);
    Path out = folder.resolve("out");
    twin.one().edi().write(out);
    String written = new String(written(out.resolve("ips"), "PREDES"), StandardCharsets.ISO_8859_1);
    assertTrue(written.contains("PREDES:9:7:UP"), written);
  }

  @Test
  void tablesThatCannotBeUsedStopTheStartWithSystemTableAndLine() throws IOException {
    CountriesFolder countries = withTables();
    Path tables = countries.root().resolve("sy").resolve("tables-upu");
    Files.delete(tables.resolve("layouts").resolve("RESDIT.txt"));
    MalformedTableException without =
        assertThrows(MalformedTableException.class, () -> twin(countries, 31, Faults.NONE));
    assertTrue(String.valueOf(without.getMessage()).contains("layouts/RESDIT.txt"));
    Files.writeString(tables.resolve("codes.csv"), "a,b,c,d,e\n1,2\n");
    MalformedTableException wrong =
        assertThrows(MalformedTableException.class, () -> twin(countries, 31, Faults.NONE));
    assertTrue(String.valueOf(wrong.getMessage()).contains("codes.csv:2"), wrong::getMessage);
    assertTrue(String.valueOf(wrong.getMessage()).contains("system ips"));
  }

  @Test
  void anInterchangeWithAFaultIsAnsweredWithControlAndItsBytesAreKept() throws IOException {
    Twin twin = twin(withSystems(), 10, Faults.NONE);
    byte[] bytes =
        "UNB+UNOC:3+IPS:ZZ+WASL:ZZ+260101:1200+7++PREDES'UNH+1+PREDES:2:1:UN'UNT+2+1'UNZ+2+7'"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertInstanceOf(EdiDesk.Taken.Refused.class, twin.one().edi().take("bad.edi", bytes));
    Path out = folder.resolve("out");
    assertEquals(1, twin.one().edi().write(out));
    byte[] answer = written(out.resolve("ips"), "CONTRL");
    requireInOrder(answer);
    assertTrue(new String(answer, StandardCharsets.ISO_8859_1).contains("UCI+7+IPS:ZZ+WASL:ZZ+4"));
    assertEquals(
        1,
        twin.one().edi().newest(10).stream()
            .filter(each -> each.isIn() && !each.isTaken())
            .filter(each -> Arrays.equals(each.bytes(), bytes))
            .count());
    byte[] unknown =
        "UNB+UNOC:3+OTHER:ZZ+WASL:ZZ+260101:1200+7'UNZ+0+7'".getBytes(StandardCharsets.ISO_8859_1);
    EdiDesk.Taken.Refused refused =
        assertInstanceOf(EdiDesk.Taken.Refused.class, twin.one().edi().take("who.edi", unknown));
    assertEquals("post.edi.sender", refused.refusal().code());
  }

  // Customs data

  private static CustomsDeclaration posted(ItemId item, LocalDate day) {
    CustomsDeclaration usual = SampleDeclaration.of(item);
    return new CustomsDeclaration(
        item,
        usual.office(),
        day,
        usual.kind(),
        usual.sender(),
        usual.addressee(),
        usual.grossGrams(),
        usual.postage(),
        usual.pieces());
  }

  @Test
  void ofAnotherSystemOnlyDeclarationsOfItemsThatAreHereCross() {
    Twin twin = twin(31, Faults.NONE);
    Twin.Side origin = twin.one();
    LocalDate today = origin.post().here().wall().toLocalDate();
    List<ItemId> items = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      items.add(ItemId.of("EE", 70 + i, "SY"));
    }
    for (ItemId each : items.subList(1, 5)) {
      record(twin, origin, FROM, event(each, EventCode.EMA));
    }
    record(twin, origin, FROM, event(items.get(2), EventCode.EMC));
    List<LocalDate> days =
        List.of(today, today.minusDays(30), today, today.minusDays(31), today.plusDays(1));
    List<CustomsDesk.TakenOver> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      taken.add(origin.customs().takeOver(posted(items.get(i), days.get(i)), "cds"));
    }
    assertEquals(
        List.of(
            CustomsDesk.TakenOver.UNSEEN,
            CustomsDesk.TakenOver.TOLD,
            CustomsDesk.TakenOver.DEPARTED,
            CustomsDesk.TakenOver.OLD,
            CustomsDesk.TakenOver.OLD),
        taken);
    settle(twin);
    assertEquals(List.of(items.get(1)), twin.other().customs().waiting());
  }

  private static Deed event(ItemId item, EventCode code) {
    return new Deed.ItemSeen(
        new ItemReading.Valid(item),
        code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void nothingDepartsWhileTheCountryOfDestinationForbidsIt() {
    Twin twin = twin(11, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    ItemId item = ItemId.of("EE", 7, "SY");
    assertInstanceOf(
        CustomsDesk.Accepted.Done.class,
        origin.customs().accept(SampleDeclaration.of(item), clerk(origin, "clerk")));
    settle(twin);
    assertEquals(List.of(item), destination.customs().waiting());
    assertEquals(
        "كريم المتسلم",
        assertInstanceOf(
                CustomsDesk.Read.Found.class,
                destination.customs().read(item, clerk(destination, "officer")))
            .declaration()
            .addressee()
            .name());
    assertEquals(
        Optional.empty(),
        destination
            .customs()
            .assess(item, Assessment.DO_NOT_LOAD, "", clerk(destination, "officer")));
    settle(twin);
    assertTrue(origin.post().isHeld(item.value()));
    int digit = origin.post().here().wall().getYear() % 10;
    DispatchSeries series = new DispatchSeries(FROM, TO, 'A', "EN", digit);
    UUID bag = origin.post().freshId();
    List<Recorded> recorded =
        record(
            twin,
            origin,
            FROM,
            new Deed.BagOpened(bag, series, "BG"),
            new Deed.ItemPut(
                bag, new ItemReading.Valid(item), OptionalInt.of(900), Optional.empty()),
            new Deed.BagClosed(bag, 1_200, Optional.empty()));
    assertEquals(
        List.of(Remark.HELD), assertInstanceOf(Recorded.Kept.class, recorded.get(1)).remarks());
    PostDesk.Closing wish =
        new PostDesk.Closing(
            origin.post().freshId(), FROM, series, List.of(bag), Optional.empty(), List.of());
    assertEquals(
        "post.item.held",
        assertInstanceOf(
                PostDesk.Closed.Refused.class, origin.post().close(wish, clerk(origin, "clerk")))
            .refusal()
            .code());
    destination.customs().assess(item, Assessment.COMPLETE, "", clerk(destination, "officer"));
    settle(twin);
    assertInstanceOf(PostDesk.Closed.Done.class, origin.post().close(wish, clerk(origin, "clerk")));
    assertEquals(List.of(), destination.customs().waiting());
  }

  /// What the country of destination asks for is seen at the counter, declared anew under the same
  /// number, and answered anew.
  @Test
  void whatIsAskedOfAnItemIsSeenAndDeclaredAnew() {
    Twin twin = twin(15, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    ItemId item = ItemId.of("EE", 7, "SY");
    CustomsDeclaration first = SampleDeclaration.of(item);
    origin.customs().accept(first, clerk(origin, "clerk"));
    settle(twin);
    Person officer = clerk(destination, "officer");
    destination.customs().assess(item, Assessment.INFORMATION_WANTED, "invoice", officer);
    settle(twin);
    assertEquals(
        new Deed.ItemAssessed(
            new ItemReading.Valid(item), Assessment.INFORMATION_WANTED, "invoice"),
        origin.post().assessments(item.value()).getLast().deed());
    MessageId before = origin.declarations().find(item).orElseThrow().message();
    CustomsDeclaration second =
        new CustomsDeclaration(
            item,
            first.office(),
            first.posted(),
            first.kind(),
            first.sender(),
            first.addressee(),
            first.grossGrams(),
            first.postage(),
            first.pieces(),
            new CustomsDeclaration.Papers("", "", "INV-7", ""),
            first.undelivered(),
            first.insured());
    assertInstanceOf(
        CustomsDesk.Accepted.Done.class, origin.customs().replace(second, clerk(origin, "clerk")));
    settle(twin);
    assertEquals(List.of(item), destination.customs().waiting(), "to be answered anew");
    assertEquals(
        second,
        assertInstanceOf(CustomsDesk.Read.Found.class, destination.customs().read(item, officer))
            .declaration());
    assertTrue(origin.border().body(before).isEmpty(), "the one before is gone");
    destination.customs().assess(item, Assessment.COMPLETE, "", officer);
    settle(twin);
    assertFalse(origin.post().isHeld(item.value()));
    assertEquals(1, origin.post().item(item.value()).events().size(), "posted once");
  }

  @Test
  void aDeclarationErasedAtTheBorderIsReadNowhere() {
    Twin twin = twin(14, Faults.NONE);
    ItemId item = ItemId.of("EE", 9, "SY");
    twin.one().customs().accept(SampleDeclaration.of(item), clerk(twin.one(), "clerk"));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      MessageId message = side.declarations().find(item).orElseThrow().message();
      side.border().erase(message);
      assertEquals(
          new CustomsDesk.Read.Erased(item, side == twin.one()),
          side.customs().read(item, clerk(side, "officer")));
    }
    assertEquals(List.of(item), twin.other().customs().waiting());
  }

  @Test
  void aDeclarationThatSaysNothingIsNotTakenAndNothingCrosses() {
    Twin twin = twin(12, Faults.NONE);
    CustomsDeclaration good = SampleDeclaration.of(ItemId.of("EE", 8, "SY"));
    CustomsDeclaration vague =
        new CustomsDeclaration(
            good.item(),
            good.office(),
            good.posted(),
            good.kind(),
            good.sender(),
            good.addressee(),
            good.grossGrams(),
            good.postage(),
            List.of(
                new CustomsDeclaration.Piece(
                    "هدية", 1, 500, new BigDecimal("20"), "USD", "", "SY")));
    assertInstanceOf(
        CustomsDesk.Accepted.Stopped.class,
        twin.one().customs().accept(vague, clerk(twin.one(), "clerk")));
    settle(twin);
    assertEquals(List.of(), twin.other().customs().waiting());
    assertEquals(List.of(), twin.one().customs().taken());
  }

  // Days of mail

  private static void takeAll(Twin twin, Twin.Side side, List<Fact> facts) {
    for (int from = 0; from < facts.size(); from += 200) {
      List<Fact> some = facts.subList(from, Math.min(facts.size(), from + 200));
      boolean[] done = {false};
      while (!done[0]) {
        twin.act(() -> {
          side.post().takeAll(some, "sample");
          done[0] = true;
          return true;
        });
      }
      twin.act(() -> {
        side.post().tell();
        return true;
      });
      for (int i = 0; i < 40; i++) {
        twin.step();
      }
    }
  }

  @Test
  void bothPostsSeeTheSameOfEveryDispatchUnderEveryFaultBackupsThatCameBackIncluded() {
    Set<Fault> came = EnumSet.noneOf(Fault.class);
    for (long seed = 21; seed < 27; seed++) {
      came.addAll(daysOfMail(seed));
    }
    assertEquals(EnumSet.allOf(Fault.class), came);
  }

  /// What both see of each consignment.
  private static Set<Fortnight.Carried> differences(Twin twin, Fortnight mail) {
    Set<ConsignmentId> consignments = new TreeSet<>();
    Stream.concat(mail.ofOne().stream(), mail.ofOther().stream())
        .forEach(each -> each.deed().aboutConsignment().ifPresent(consignments::add));
    assertTrue(consignments.size() > 6);
    Set<Fortnight.Carried> found = new TreeSet<>();
    for (ConsignmentId each : consignments) {
      ConsignmentPicture one = twin.one().consignments().picture(each).orElseThrow();
      ConsignmentPicture other = twin.other().consignments().picture(each).orElseThrow();
      assertEquals(one.digest(), other.digest(), each::toString);
      one.irregularities()
          .forEach(wrong -> found.add(new Fortnight.Carried(each, wrong.kind(), wrong.subject())));
    }
    return found;
  }

  private Set<Fault> daysOfMail(long seed) {
    Twin twin = twin(seed, Faults.ROUGH);
    Fortnight mail =
        MailWithTruth.make(
            new MailSetting(
                seed,
                new MailSetting.Side(
                    FROM, new OfficeCode("SYALPA"), ZoneId.of("Asia/Damascus"), "SY"),
                new MailSetting.Side(TO, new OfficeCode("IQBGWB"), ZoneId.of("Asia/Baghdad"), "IQ"),
                twin.one().post().agreement().mails().subList(0, 2),
                LocalDate.of(2026, 3, 1),
                3,
                3,
                4,
                500));
    takeAll(twin, twin.one(), mail.ofOne());
    takeAll(twin, twin.other(), mail.ofOther());
    settle(twin);
    // devices and systems tell again what a restored node no longer knows: nothing comes twice
    takeAll(twin, twin.one(), mail.ofOne());
    takeAll(twin, twin.other(), mail.ofOther());
    settle(twin);
    Set<DispatchKey> dispatches = new TreeSet<>();
    Stream.concat(mail.ofOne().stream(), mail.ofOther().stream())
        .forEach(each -> each.dispatch().ifPresent(dispatches::add));
    assertTrue(dispatches.size() > 6);
    Set<Fortnight.Planted> found = new TreeSet<>();
    for (DispatchKey each : dispatches) {
      DispatchPicture one = picture(twin.one(), each);
      assertEquals(one.digest(), picture(twin.other(), each).digest(), each::toString);
      one.irregularities()
          .forEach(wrong -> found.add(new Fortnight.Planted(each, wrong.kind(), wrong.subject())));
    }
    assertEquals(new TreeSet<>(mail.planted()), found);
    assertEquals(new TreeSet<>(mail.carried()), differences(twin, mail));
    assertEquals(List.of(), twin.one().post().divergences());
    assertEquals(List.of(), twin.other().post().divergences());
    return twin.came().keySet();
  }
}
