package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.Delivery;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.post.Assessment;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.EdiDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.ConsignmentPicture.Status;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.ItemStory;
import org.wasl.post.keeping.InterchangeStore.Kept;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.post.wire.DeclarationJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Faults;

/// Consignments of several dispatches from one post to the other, and what other systems say of
/// them and of what is in items.
class ConsignmentsInTwinTest {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));

  @TempDir Path folder;

  private Twin twin(CountriesFolder countries, long seed, Faults faults) {
    return new Twin(countries, new PartyId("sy"), new PartyId("iq"), folder, seed, faults);
  }

  private static Person clerk(Twin.Side side) {
    return new Person("clerk", side.post().agreement().speaker(side.post().us()));
  }

  /// Does it until it is done, however often the node stops meanwhile.
  private static <T> T act(Twin twin, Supplier<T> work) {
    List<T> done = new ArrayList<>();
    while (done.isEmpty()) {
      twin.act(() -> {
        done.add(work.get());
        return true;
      });
    }
    return done.getFirst();
  }

  private static void settle(Twin twin) {
    for (int i = 0; i < 3; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        act(
            twin,
            () -> {
              side.post().tend();
              return true;
            });
      }
      twin.settle(60_000);
    }
  }

  private static ItemId item(int serial) {
    return ItemId.of("EE", serial, "SY");
  }

  /// A closed dispatch of receptacles with one item each.
  private static DispatchKey closed(Twin twin, String subClass, int firstItem, int bags) {
    Twin.Side origin = twin.one();
    int digit = origin.post().here().wall().getYear() % 10;
    DispatchSeries series = new DispatchSeries(FROM, TO, 'D', subClass, digit);
    List<UUID> filled = new ArrayList<>();
    for (int i = 0; i < bags; i++) {
      UUID bag = origin.post().freshId();
      List<Deed> deeds =
          List.of(
              new Deed.BagOpened(bag, series, "BG"),
              new Deed.ItemPut(
                  bag,
                  new ItemReading.Valid(item(firstItem + i)),
                  OptionalInt.of(500),
                  Optional.empty()),
              new Deed.BagClosed(bag, 800, Optional.empty()));
      List<Fact> facts =
          deeds.stream()
              .map(each -> new Fact(origin.post().freshId(), FROM, origin.post().here(), each))
              .toList();
      act(twin, () -> origin.post().record(facts, clerk(origin)));
      filled.add(bag);
    }
    PostDesk.Closing wish =
        new PostDesk.Closing(
            origin.post().freshId(), FROM, series, filled, Optional.empty(), List.of());
    PostDesk.Closed closed = act(twin, () -> origin.post().close(wish, clerk(origin)));
    return assertInstanceOf(PostDesk.Closed.Done.class, closed).dispatch();
  }

  private static List<ReceptacleId> bags(Twin.Side side, DispatchKey dispatch) {
    return side.post().picture(dispatch).orElseThrow().advice().orElseThrow().receptacles().stream()
        .map(each -> each.id())
        .toList();
  }

  private static Leg leg(String from, String to) {
    return new Leg(
        '3',
        "123456",
        Optional.of("ROADS"),
        from,
        to,
        Optional.empty(),
        Optional.empty(),
        Optional.of("S9"));
  }

  private static final List<Leg> LEGS = List.of(leg("SYDAMA", "al-Qaim"), leg("al-Qaim", "IQBGWA"));

  private static ConsignmentId formed(Twin twin, List<ReceptacleId> bags) {
    Twin.Side origin = twin.one();
    ConsignmentDesk.Forming wish =
        new ConsignmentDesk.Forming(origin.post().freshId(), FROM, TO, bags, LEGS);
    ConsignmentDesk.Formed done = act(twin, () -> origin.consignments().form(wish, clerk(origin)));
    ConsignmentId id = assertInstanceOf(ConsignmentDesk.Formed.Done.class, done).consignment();
    assertEquals(done, act(twin, () -> origin.consignments().form(wish, clerk(origin))));
    return id;
  }

  private static Optional<Refusal> handOver(Twin twin, ConsignmentId consignment) {
    Twin.Side origin = twin.one();
    UUID wish = origin.post().freshId();
    return act(
        twin,
        () -> origin.consignments().handOver(wish, consignment, LEGS.getFirst(), clerk(origin)));
  }

  private static ConsignmentPicture picture(Twin.Side side, ConsignmentId consignment) {
    return side.consignments().picture(consignment).orElseThrow();
  }

  private static void receive(Twin twin, ConsignmentId consignment, List<ReceptacleId> found) {
    Twin.Side destination = twin.other();
    UUID wish = destination.post().freshId();
    List<ConsignmentDesk.Scan> scans =
        found.stream()
            .map(each -> new ConsignmentDesk.Scan(each, Condition.GOOD, OptionalInt.empty()))
            .toList();
    act(
        twin,
        () ->
            destination
                .consignments()
                .receive(wish, consignment, TO, scans, true, clerk(destination)));
  }

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bothPostsSeeTheSameOfAConsignmentWhateverHappensOnTheWay(long seed) {
    Twin twin = twin(COUNTRIES, seed, seed == 1 ? Faults.NONE : withoutRestoredBackups());
    DispatchKey letters = closed(twin, "UN", 1, 2);
    DispatchKey ems = closed(twin, "EN", 11, 2);
    List<ReceptacleId> bags = new ArrayList<>(bags(twin.one(), letters));
    bags.addAll(bags(twin.one(), ems));
    ConsignmentId consignment = formed(twin, bags);
    assertEquals(12, consignment.value().length());
    settle(twin);
    assertEquals(Status.FORMING, picture(twin.other(), consignment).status());
    assertEquals(
        DispatchPicture.Status.CLOSED, twin.one().post().picture(ems).orElseThrow().status());
    assertEquals(Optional.empty(), handOver(twin, consignment));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(Status.HANDED_OVER, picture(side, consignment).status());
      for (DispatchKey each : List.of(letters, ems)) {
        DispatchPicture dispatch = side.post().picture(each).orElseThrow();
        assertEquals(DispatchPicture.Status.DESPATCHED, dispatch.status());
        assertEquals(LEGS.getFirst(), dispatch.departures().getFirst().leg());
      }
      assertEquals(
          EventCode.EMC, ItemStory.code(side.post().item(item(11).value()).latest().orElseThrow()));
    }
    ReceptacleId surplus =
        new ReceptacleId(ems.id(), 77, ReceptacleId.Indicator.NO, ReceptacleId.Indicator.NO, 10);
    List<ReceptacleId> found = new ArrayList<>(bags.subList(0, 3));
    found.add(surplus);
    receive(twin, consignment, found);
    settle(twin);
    ConsignmentPicture there = picture(twin.other(), consignment);
    assertEquals(Status.RECEIVED_DIFFERENT, there.status());
    assertEquals(
        List.of(Irregularity.Kind.RECEPTACLE_MISSING, Irregularity.Kind.RECEPTACLE_EXCESS),
        there.irregularities().stream().map(Irregularity::kind).toList());
    assertEquals(there.digest(), picture(twin.one(), consignment).digest());
    for (DispatchKey each : List.of(letters, ems)) {
      assertEquals(
          twin.one().post().picture(each).orElseThrow().digest(),
          twin.other().post().picture(each).orElseThrow().digest());
    }
    assertEquals(
        DispatchPicture.Status.ARRIVING, twin.one().post().picture(letters).orElseThrow().status());
  }

  @Test
  void aReceptacleGoesIntoOneConsignmentAndAConsignmentThatLeftIsNotDissolved() {
    Twin twin = twin(COUNTRIES, 5, Faults.NONE);
    DispatchKey ems = closed(twin, "EN", 1, 2);
    List<ReceptacleId> bags = bags(twin.one(), ems);
    ConsignmentId first = formed(twin, bags.subList(0, 1));
    Twin.Side origin = twin.one();
    ConsignmentDesk.Forming again =
        new ConsignmentDesk.Forming(origin.post().freshId(), FROM, TO, bags, LEGS);
    assertEquals(
        "post.consignment.elsewhere",
        assertInstanceOf(
                ConsignmentDesk.Formed.Refused.class,
                origin.consignments().form(again, clerk(origin)))
            .refusal()
            .code());
    assertEquals(bags.subList(1, 2), origin.consignments().free(ems));
    assertEquals(
        Optional.empty(),
        origin.consignments().cancel(origin.post().freshId(), first, clerk(origin)));
    ConsignmentId second = formed(twin, bags);
    assertEquals("0002", second.value().substring(8));
    assertEquals(Optional.empty(), handOver(twin, second));
    assertEquals(
        "post.consignment.gone",
        origin
            .consignments()
            .cancel(origin.post().freshId(), second, clerk(origin))
            .orElseThrow()
            .code());
    settle(twin);
    assertEquals(Status.CANCELLED, picture(twin.other(), first).status());
  }

  @Test
  void whatFollowsFromAHandOverIsKnownByItsWish() {
    List<List<UUID>> ids = new ArrayList<>();
    for (String each : List.of("once", "again")) {
      Path place = folder.resolve(each);
      Twin twin = new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), place, 21, Faults.NONE);
      DispatchKey ems = closed(twin, "EN", 1, 2);
      ConsignmentId consignment = formed(twin, bags(twin.one(), ems));
      for (int i = 0; i < ids.size(); i++) {
        twin.one().post().freshId();
      }
      UUID wish = new UUID(8, 8);
      for (int i = 0; i < 2; i++) {
        assertEquals(
            Optional.empty(),
            twin.one()
                .consignments()
                .handOver(wish, consignment, LEGS.getFirst(), clerk(twin.one())));
      }
      List<Stored> facts = new ArrayList<>(twin.one().post().evidence(ems));
      ids.add(
          facts.stream()
              .map(Stored::fact)
              .filter(fact ->
                  fact.deed() instanceof Deed.Departed
                      || (fact.deed() instanceof Deed.ItemSeen seen
                          && seen.code() == EventCode.EMC))
              .map(Fact::id)
              .toList());
    }
    assertEquals(3, ids.getFirst().size(), "the dispatch and its two items, once");
    assertEquals(ids.getFirst(), ids.getLast());
  }

  @Test
  void whatOfADispatchStaysBehindIsStillOffered() {
    Twin twin = twin(COUNTRIES, 28, Faults.NONE);
    Twin.Side origin = twin.one();
    DispatchKey ems = closed(twin, "EN", 1, 2);
    assertEquals(List.of(new PostStore.Waiting(ems, 2)), origin.consignments().waiting());
    ConsignmentId first = formed(twin, bags(origin, ems).subList(0, 1));
    assertEquals(List.of(new PostStore.Waiting(ems, 1)), origin.consignments().waiting());
    assertEquals(Optional.empty(), handOver(twin, first));
    assertEquals(
        DispatchPicture.Status.DESPATCHED, origin.post().picture(ems).orElseThrow().status());
    assertEquals(List.of(new PostStore.Waiting(ems, 1)), origin.consignments().waiting());
    ConsignmentId second = formed(twin, origin.consignments().free(ems));
    assertEquals(List.of(), origin.consignments().waiting());
    assertEquals(
        List.of(second),
        origin.consignments().newest(EnumSet.of(Status.FORMING), false, 9).stream()
            .map(each -> each.consignment())
            .toList());
    origin.consignments().cancel(origin.post().freshId(), second, clerk(origin));
    assertEquals(List.of(new PostStore.Waiting(ems, 1)), origin.consignments().waiting());
  }

  @Test
  void handingOverOneDispatchIsAConsignmentOfIt() {
    Twin twin = twin(COUNTRIES, 6, Faults.NONE);
    DispatchKey ems = closed(twin, "EN", 1, 2);
    Twin.Side origin = twin.one();
    UUID wish = origin.post().freshId();
    for (int i = 0; i < 2; i++) {
      assertEquals(
          Optional.empty(),
          origin.consignments().handOver(wish, ems, leg("SYDAMA", "IQBGWA"), clerk(origin)));
    }
    List<ConsignmentPicture> carrying = origin.consignments().carrying(ems);
    assertEquals(1, carrying.size());
    assertEquals(Status.HANDED_OVER, carrying.getFirst().status());
    assertEquals(1, origin.post().picture(ems).orElseThrow().departures().size());
    assertTrue(
        origin
            .consignments()
            .handOver(origin.post().freshId(), ems, leg("SYDAMA", "IQBGWA"), clerk(origin))
            .isPresent());
  }

  /// A vehicle was loaded while there was no line; the device tells it three hours later, twice.
  @Test
  void whatLeftWithoutALineLeftWhenItDidAndOnce() {
    Twin twin = twin(COUNTRIES, 33, Faults.NONE);
    Twin.Side origin = twin.one();
    DispatchKey ems = closed(twin, "EN", 1, 2);
    List<ReceptacleId> bags = bags(origin, ems);
    assertEquals(
        Map.of(ems, bags.stream().map(each -> new ConsignmentDesk.Ready(each, false)).toList()),
        origin.consignments().ready(FROM, 10));
    Moment at = origin.post().here();
    twin.forward(Duration.ofHours(3));
    UUID wish = origin.post().freshId();
    ConsignmentDesk.Leaving leaving =
        new ConsignmentDesk.Leaving(wish, FROM, at, bags, LEGS.getFirst());
    ConsignmentDesk.Left left =
        act(twin, () -> origin.consignments().leave(leaving, clerk(origin)));
    ConsignmentId consignment =
        assertInstanceOf(ConsignmentDesk.Left.Done.class, left).consignment();
    assertEquals(left, act(twin, () -> origin.consignments().leave(leaving, clerk(origin))));
    assertEquals(Map.of(), origin.consignments().ready(FROM, 10));
    settle(twin);
    for (Twin.Side side : List.of(origin, twin.other())) {
      ConsignmentPicture picture = picture(side, consignment);
      assertEquals(Status.HANDED_OVER, picture.status());
      assertEquals(Optional.of(at.wall()), picture.handedOver().map(Moment::wall));
      assertEquals(
          List.of(at.wall()),
          side.post().item(item(1).value()).events().stream()
              .filter(
                  each -> each.deed() instanceof Deed.ItemSeen seen && seen.code() == EventCode.EMC)
              .map(each -> each.at().wall())
              .toList());
    }
    ConsignmentDesk.Leaving again =
        new ConsignmentDesk.Leaving(
            origin.post().freshId(), FROM, at, bags.subList(0, 1), LEGS.getFirst());
    assertEquals("post.consignment.elsewhere", refused(twin, again));
  }

  /// By the device it left before it was closed, or a day ahead: then it left when it was told.
  @Test
  void aClockThatCannotBeRightIsNotBelieved() {
    for (int days : List.of(-400, 1)) {
      Path place = folder.resolve("clock" + days);
      Twin twin = new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), place, 35, Faults.NONE);
      Twin.Side origin = twin.one();
      DispatchKey ems = closed(twin, "EN", 1, 1);
      twin.forward(Duration.ofHours(1));
      Moment now = origin.post().here();
      Moment wrong =
          new Moment(
              now.wall().plusDays(days), now.offset(), now.captured().plus(Duration.ofDays(days)));
      ConsignmentDesk.Leaving leaving =
          new ConsignmentDesk.Leaving(
              origin.post().freshId(), FROM, wrong, bags(origin, ems), LEGS.getFirst());
      assertInstanceOf(
          ConsignmentDesk.Left.Done.class,
          act(twin, () -> origin.consignments().leave(leaving, clerk(origin))));
      ConsignmentPicture left = origin.consignments().carrying(ems).getFirst();
      assertEquals(now.wall().toLocalDate(), left.handedOver().orElseThrow().wall().toLocalDate());
      assertEquals(
          ConsignmentId.series(FROM, now.wall().getYear()),
          left.consignment().value().substring(0, 8));
    }
  }

  private static String refused(Twin twin, ConsignmentDesk.Leaving wish) {
    Twin.Side origin = twin.one();
    return assertInstanceOf(
            ConsignmentDesk.Left.Refused.class,
            act(twin, () -> origin.consignments().leave(wish, clerk(origin))))
        .refusal()
        .code();
  }

  @Test
  void whatMayNotLeaveOrGoesToTwoOfficesIsRefusedWholeAndStillOffered() {
    Twin twin = twin(COUNTRIES, 34, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    assertInstanceOf(
        CustomsDesk.Accepted.Done.class,
        origin.customs().accept(SampleDeclaration.of(item(2)), clerk(origin)));
    DispatchKey ems = closed(twin, "EN", 1, 2);
    List<ReceptacleId> bags = bags(origin, ems);
    settle(twin);
    destination.customs().assess(item(2), Assessment.DO_NOT_LOAD, "", clerk(destination));
    settle(twin);
    assertEquals(
        Map.of(
            ems,
            List.of(
                new ConsignmentDesk.Ready(bags.get(0), false),
                new ConsignmentDesk.Ready(bags.get(1), true))),
        origin.consignments().ready(FROM, 10));
    Moment at = origin.post().here();
    assertEquals(
        "post.item.held",
        refused(
            twin,
            new ConsignmentDesk.Leaving(origin.post().freshId(), FROM, at, bags, LEGS.getFirst())));
    ReceptacleId elsewhere = ReceptacleId.parse(bags.get(0).toString().replace("IQBGWA", "IQBGWB"));
    assertEquals(
        "post.consignment.destinations",
        refused(
            twin,
            new ConsignmentDesk.Leaving(
                origin.post().freshId(),
                FROM,
                at,
                List.of(bags.get(0), elsewhere),
                LEGS.getFirst())));
    assertEquals(List.of(), origin.consignments().carrying(ems));
    assertEquals(bags, origin.consignments().free(ems));
  }

  @Test
  void oneItemThatMayNotBeLoadedStopsTheWholeHandOver() {
    Twin twin = twin(COUNTRIES, 7, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    assertInstanceOf(
        CustomsDesk.Accepted.Done.class,
        origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin)));
    DispatchKey letters = closed(twin, "UN", 1, 2);
    DispatchKey ems = closed(twin, "EN", 11, 3);
    List<ReceptacleId> bags = new ArrayList<>(bags(origin, letters));
    bags.addAll(bags(origin, ems));
    ConsignmentId consignment = formed(twin, bags);
    settle(twin);
    destination.customs().assess(item(12), Assessment.DO_NOT_LOAD, "", clerk(destination));
    settle(twin);
    assertEquals("post.item.held", handOver(twin, consignment).orElseThrow().code());
    settle(twin);
    assertEquals(Status.FORMING, picture(destination, consignment).status());
    for (DispatchKey each : List.of(letters, ems)) {
      assertEquals(List.of(), origin.post().picture(each).orElseThrow().departures());
    }
    assertFalse(
        origin.post().item(item(1).value()).events().stream()
            .anyMatch(each -> ItemStory.code(each) == EventCode.EMC));
    destination.customs().assess(item(12), Assessment.COMPLETE, "", clerk(destination));
    settle(twin);
    assertEquals(Optional.empty(), handOver(twin, consignment));
  }

  @Test
  void theOtherPostSpeaksForNoConsignmentOfOurs() {
    Twin twin = twin(COUNTRIES, 8, Faults.NONE);
    DispatchKey ems = closed(twin, "EN", 1, 1);
    ConsignmentId consignment = formed(twin, bags(twin.one(), ems));
    settle(twin);
    Twin.Side hostile = twin.other();
    Fact cancelled =
        new Fact(
            hostile.post().freshId(),
            TO,
            hostile.post().here(),
            new Deed.ConsignmentCancelled(consignment));
    hostile.post().takeAll(List.of(cancelled), "test");
    settle(twin);
    assertEquals(Status.FORMING, picture(twin.one(), consignment).status());
    assertTrue(
        twin.one().consignments().evidence(consignment).stream()
            .noneMatch(each -> each.fact().equals(cancelled)));
  }

  @Test
  void theOtherPostUsesUpNoNumberOfOurNotes() {
    Twin twin = twin(COUNTRIES, 29, Faults.NONE);
    DispatchKey ems = closed(twin, "EN", 1, 1);
    settle(twin);
    Twin.Side hostile = twin.other();
    int year = hostile.post().here().wall().getYear();
    Irregularity wrong = new Irregularity(Irregularity.Kind.ADVICE_MISSING, "x", "", "");
    VerificationNote note =
        new VerificationNote(hostile.post().freshId(), FROM, year, 9_999, ems, List.of(wrong), "");
    Fact written = new Fact(note.id(), TO, hostile.post().here(), new Deed.NoteWritten(note));
    hostile.post().takeAll(List.of(written), "test");
    settle(twin);
    assertEquals(OptionalInt.empty(), twin.one().postStore().lastNote(FROM, year));
    assertTrue(
        twin.one().post().evidence(ems).stream().noneMatch(each -> each.fact().equals(written)));
  }

  // Other systems

  private static final List<String> ALL =
      List.of(
          "PREDES", "RESDES", "PRECON", "RESCON", "CARDIT", "RESDIT", "EMSEVT", "ITMATT", "CUSITM",
          "CUSRSP");

  /// The facts, with a system beside each node that wants and tells those messages.
  private CountriesFolder withSystems(List<String> types) throws IOException {
    Path copy = folder.resolve("countries-" + types.size());
    try (Stream<Path> all = Files.walk(COUNTRIES.root())) {
      for (Path each : all.toList()) {
        Files.copy(each, copy.resolve(COUNTRIES.root().relativize(each)));
      }
    }
    String named = "[\"" + String.join("\", \"", types) + "\"]";
    for (String party : List.of("sy", "iq")) {
      Path file = copy.resolve(party).resolve("post.json");
      String systems =
          """
          {
            "systems": [{"name": "ips", "us": {"id": "WASL", "qualifier": "ZZ"},
              "it": {"id": "IPS", "qualifier": "ZZ"}, "told": true, "heard": true,
              "wants": NAMED, "tells": NAMED}],
          """
              .replace("NAMED", named);
      Files.writeString(file, Files.readString(file).replaceFirst("\\{", systems));
    }
    return new CountriesFolder(copy);
  }

  private List<byte[]> written(Twin.Side side, String type) throws IOException {
    Path out = folder.resolve("out-" + side.post().us());
    side.edi().write(out);
    Path place = out.resolve("ips");
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path each :
          files.filter(file -> file.toString().endsWith("-" + type + ".edi")).sorted().toList()) {
        all.add(Files.readAllBytes(each));
      }
    }
    return all;
  }

  private static void requireInOrder(byte[] interchange) {
    CheckedInterchange checked =
        new Checker(EdiTables.wasl1(), Strictness.FULL, EdiLimits.USUAL)
            .check("written", interchange);
    assertEquals(List.of(), checked.findings(), text(interchange));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The message alone, without the envelope and its references.
  private static String body(byte[] interchange) {
    String text = text(interchange);
    return text.substring(text.indexOf("BGM+"), text.indexOf("UNT+"));
  }

  private static byte[] interchange(String reference, String type, String... segments) {
    String text =
        "UNB+UNOW:4+IPS:ZZ+WASL:ZZ+20260301:1200+"
            + reference
            + "'UNH+1+"
            + type
            + ":UN'"
            + String.join("'", segments)
            + "'UNT+"
            + (segments.length + 2)
            + "+1'UNZ+1+"
            + reference
            + "'";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String take(Twin.Side side, byte[] interchange) {
    requireInOrder(interchange);
    return assertInstanceOf(EdiDesk.Taken.Done.class, side.edi().take("in.edi", interchange))
        .report();
  }

  private static final String[] PRECON = {
    "BGM+337+SYDAMA269001+9",
    "DTM+137:202603011100:203",
    "NAD+CA+ROADS",
    "TDT+20+123456+3++ROADS",
    "LOC+5+SYDAMA",
    "LOC+7+AL-QAIM",
    "DTM+133:202603011200:203",
    "DTM+132:202603011900:203",
    "TDT+20+654321+3++ROADS",
    "LOC+5+AL-QAIM",
    "LOC+7+IQBGWA",
    "GID+1+1:BG",
    "PCI+30+SYDAMAIQBGWADEN60001001000141",
    "MEA+WT+AAD+KGM:14.1",
    "GID+2+1:PX",
    "PCI+30+SYDAMAIQBGWADUN60001001100200",
    "CNT+1:2"
  };

  @Test
  void aPreconThatComesIsAConsignmentAndGoesOutSayingTheSameWithItsCardit() throws IOException {
    Twin twin = twin(withSystems(ALL), 9, Faults.NONE);
    byte[] in = interchange("1", "PRECON:1:1", PRECON);
    assertTrue(take(twin.one(), in).contains("PRECON taken: 1"));
    assertTrue(take(twin.one(), in).contains("taken before"));
    settle(twin);
    ConsignmentId id = new ConsignmentId("SYDAMA269001");
    assertEquals(Status.FORMING, picture(twin.other(), id).status());
    assertEquals(picture(twin.one(), id).digest(), picture(twin.other(), id).digest());
    byte[] out = written(twin.other(), "PRECON").getFirst();
    requireInOrder(out);
    assertEquals(String.join("'", PRECON) + "'", body(out));
    assertEquals(List.of(), written(twin.one(), "PRECON"), "nothing goes back to who told it");
    byte[] cardit = written(twin.one(), "CARDIT").getFirst();
    requireInOrder(cardit);
    assertEquals(String.join("'", PRECON).replace("+337+", "+339+") + "'", body(cardit));
    assertEquals(List.of(), written(twin.other(), "CARDIT"), "only of consignments of ours");
    String[] replaced = PRECON.clone();
    replaced[0] = "BGM+337+SYDAMA269001+5";
    replaced[13] = "MEA+WT+AAD+KGM:14.2";
    take(twin.one(), interchange("2", "PRECON:1:1", replaced));
    settle(twin);
    assertEquals(2, picture(twin.other(), id).advice().orElseThrow().version());
    assertEquals(String.join("'", replaced) + "'", body(written(twin.other(), "PRECON").get(1)));
    String[] cancelled = replaced.clone();
    cancelled[0] = "BGM+337+SYDAMA269001+1";
    cancelled[1] = "DTM+137:202603011130:203";
    take(twin.one(), interchange("3", "PRECON:1:1", cancelled));
    settle(twin);
    assertEquals(Status.CANCELLED, picture(twin.other(), id).status());
    assertEquals(String.join("'", cancelled) + "'", body(written(twin.other(), "PRECON").get(2)));
  }

  @Test
  void aCarditForUsIsShownAsAnAnnouncementAndCrossesNoBorder() throws IOException {
    Twin twin = twin(withSystems(ALL), 10, Faults.NONE);
    String[] cardit = PRECON.clone();
    cardit[0] = "BGM+339+SYDAMA269001+9";
    take(twin.one(), interchange("1", "CARDIT:2:1", cardit));
    settle(twin);
    ConsignmentId id = new ConsignmentId("SYDAMA269001");
    assertEquals(Status.ANNOUNCED, picture(twin.one(), id).status());
    assertEquals(2, picture(twin.one(), id).announcement().orElseThrow().receptacles().size());
    assertEquals(Optional.empty(), twin.other().consignments().picture(id));
    byte[] others =
        text(interchange("2", "CARDIT:2:1", cardit))
            .replace("+WASL:ZZ+", "+ROADS:ZZ+")
            .getBytes(StandardCharsets.UTF_8);
    String report = take(twin.one(), others);
    assertTrue(report.contains("is for ROADS, not for us"), report);
    assertTrue(report.contains("لا إلينا"), report);
  }

  @Test
  void whatACarrierAndTheOtherEndSayComesInAndGoesOutTheSame() throws IOException {
    Twin twin = twin(withSystems(ALL), 11, Faults.NONE);
    take(twin.one(), interchange("1", "PRECON:1:1", PRECON));
    String[] resdit = {
      "BGM+340+R1+9",
      "DTM+137:202603011300:203",
      "CNI+1+SYDAMA269001",
      "STS+1+74",
      "DTM+334:202603011210:203",
      "LOC+175+SYDAMA",
      "STS+1+24",
      "DTM+334:202603011220:203",
      "LOC+175+SYDAMA",
      "PCI+30+SYDAMAIQBGWADEN60001001000141"
    };
    take(twin.one(), interchange("2", "RESDIT:1:1", resdit));
    settle(twin);
    ConsignmentId id = new ConsignmentId("SYDAMA269001");
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(Status.UNDER_WAY, picture(side, id).status());
    }
    assertEquals(List.of(), written(twin.one(), "RESDIT"), "nothing goes back to who told it");
    byte[] carried = written(twin.other(), "RESDIT").getFirst();
    requireInOrder(carried);
    String said = body(carried);
    assertEquals(
        String.join("'", List.of(resdit).subList(2, resdit.length)) + "'",
        said.substring(said.indexOf("CNI+")));
    String[] rescon = {
      "BGM+338+SYDAMA269001+9",
      "DTM+137:202603021000:203",
      "LOC+85+IQBGWA",
      "STS+4+C",
      "PCI+30+SYDAMAIQBGWADEN60001001000141",
      "STS+3+31",
      "DTM+50:202603020930:203",
      "LOC+175+IQBGWA",
      "MEA+WT+FND+KGM:14",
      "CNT+1:1"
    };
    String passed = take(twin.one(), interchange("3", "RESCON:1:1", rescon));
    assertTrue(passed.contains("the other post tells itself"), passed);
    take(twin.other(), interchange("3", "RESCON:1:1", rescon));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(Status.RECEIVED_DIFFERENT, picture(side, id).status());
    }
    assertEquals(List.of(), written(twin.other(), "RESCON"), "nothing goes back to who told it");
    byte[] received = written(twin.one(), "RESCON").getFirst();
    requireInOrder(received);
    assertEquals(String.join("'", rescon) + "'", body(received));
    assertEquals(picture(twin.one(), id).digest(), picture(twin.other(), id).digest());
  }

  private static final String[] ITMATT = {
    "BGM+342+D1+9",
    "DTM+137:202603011000:203",
    "RFF+ABO:EE000000125SY",
    "DTM+97:20260301:102",
    "LOC+28+IQ",
    "MEA+WT+AAB+KGM:0.9",
    "MOA+23:3.5",
    "FTX+AAI+++GIFT",
    "NAD+CZ+++ليلى المرسلة+شارع 1+دمشق+++SY",
    "COM+0112345:TE",
    "NAD+CN+++كريم المتسلم+شارع 2+بغداد+++IQ",
    "GID+1",
    "CST++610910",
    "IMD+++:::قميص قطن",
    "QTY+1:2:PCE",
    "MEA+WT+AAA+KGM:0.5",
    "MOA+14:20:USD",
    "LOC+27+SY",
    "CNT+2:1"
  };
  private static final String SENDER = "ليلى";

  private static List<String> kept(Twin.Side side) {
    List<String> all = new ArrayList<>();
    for (Kept each : side.edi().newest(100)) {
      all.add(text(side.edi().find(each.id()).orElseThrow().bytes()) + each.report());
    }
    return all;
  }

  @Test
  void anItmattIsADeclarationThatCrossesAndItsNamesStandAtTheBorderAlone() throws IOException {
    Twin twin = twin(withSystems(ALL), 12, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    String[] itmatt = ITMATT.clone();
    itmatt[2] = "RFF+ABO:" + item(12);
    byte[] in = interchange("1", "ITMATT:1:5", itmatt);
    EdiDesk.Taken.Done done =
        assertInstanceOf(EdiDesk.Taken.Done.class, origin.edi().take("in.edi", in));
    assertTrue(done.hasNames());
    assertTrue(done.report().contains("declarations: 1"), done.report());
    settle(twin);
    assertEquals(List.of(item(12)), destination.customs().waiting());
    CustomsDeclaration read =
        assertInstanceOf(
                CustomsDesk.Read.Found.class,
                destination.customs().read(item(12), clerk(destination)))
            .declaration();
    assertEquals("ليلى المرسلة", read.sender().name());
    assertEquals("كريم المتسلم", read.addressee().name());
    assertEquals(900, read.grossGrams());
    assertEquals(new BigDecimal("20"), read.pieces().getFirst().value());
    assertTrue(kept(origin).stream().noneMatch(each -> each.contains(SENDER)));
    // the same interchange again is known by its digest, another one under its reference is not it
    assertTrue(take(origin, in).contains("taken before"));
    byte[] other = text(in).replace(SENDER, "سلمى").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "post.edi.reference",
        assertInstanceOf(EdiDesk.Taken.Refused.class, origin.edi().take("x.edi", other))
            .refusal()
            .code());
    // the same declaration in another interchange is no other declaration
    assertTrue(take(origin, interchange("2", "ITMATT:1:5", itmatt)).contains("declared before"));
    // customs of both ends hear of it, by what stands at the border
    for (Twin.Side side : List.of(origin, destination)) {
      byte[] cusitm = written(side, "CUSITM").getFirst();
      requireInOrder(cusitm);
      String said = body(cusitm);
      String expected = String.join("'", itmatt) + "'";
      assertEquals(
          expected.substring(expected.indexOf("RFF+")), said.substring(said.indexOf("RFF+")));
      assertTrue(kept(side).stream().noneMatch(each -> each.contains(SENDER)));
    }
    assertEquals(1, written(origin, "CUSITM").size());
    assertEquals(List.of(), written(origin, "ITMATT"), "nothing goes back to who told it");
    assertEquals(1, written(destination, "ITMATT").size());
    for (Twin.Side side : List.of(origin, destination)) {
      assertTrue(
          side.border().auditTrail().newest(100).stream()
              .anyMatch(line ->
                  line.action().equals("post.declaration.read")
                      && line.toString().contains("edi-ips")),
          "a system's reading is written down");
    }
  }

  private static MessageId message(Twin.Side side, ItemId item) {
    return side.declarations().find(item).orElseThrow().message();
  }

  @Test
  void aReplacingItmattTakesThePlaceOfOursWhoseNamesGoAtBothEnds() throws IOException {
    Twin twin = twin(withSystems(ALL), 22, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    String[] itmatt = ITMATT.clone();
    itmatt[2] = "RFF+ABO:" + item(12);
    take(origin, interchange("1", "ITMATT:1:5", itmatt));
    String[] replacing = itmatt.clone();
    replacing[0] = "BGM+342+D2+5";
    replacing[10] = "NAD+CN+++كريم الجديد+شارع 3+بغداد+++IQ";
    String early = take(origin, interchange("2", "ITMATT:1:5", replacing));
    assertTrue(early.contains("still queued"), early);
    settle(twin);
    MessageId first = message(origin, item(12));
    assertEquals(first, message(destination, item(12)));
    String report = take(origin, interchange("3", "ITMATT:1:5", replacing));
    assertTrue(report.contains("declarations: 1"), report);
    settle(twin);
    for (Twin.Side side : List.of(origin, destination)) {
      CustomsDeclaration read =
          assertInstanceOf(CustomsDesk.Read.Found.class, side.customs().read(item(12), clerk(side)))
              .declaration();
      assertEquals("كريم الجديد", read.addressee().name());
      assertEquals(Optional.empty(), side.border().body(first));
      assertTrue(side.border().body(message(side, item(12))).isPresent());
    }
    assertEquals(List.of(), origin.post().item(item(12).value()).events(), "nobody saw it posted");
    String same = take(origin, interchange("4", "ITMATT:1:5", replacing));
    assertTrue(same.contains("declared before"), same);
  }

  private static CustomsDeclaration returned(ItemId item) {
    CustomsDeclaration sent = SampleDeclaration.of(item);
    return new CustomsDeclaration(
        item,
        TO,
        sent.posted(),
        CustomsDeclaration.Kind.RETURNED,
        sent.addressee(),
        sent.sender(),
        sent.grossGrams(),
        Optional.empty(),
        sent.pieces());
  }

  @Test
  void whenAnItemIsReturnedTheNamesOfItsFirstDeclarationGo() {
    Twin twin = twin(COUNTRIES, 23, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    settle(twin);
    MessageId first = message(origin, item(12));
    assertInstanceOf(
        CustomsDesk.Accepted.Done.class,
        destination.customs().accept(returned(item(12)), clerk(destination)));
    settle(twin);
    for (Twin.Side side : List.of(origin, destination)) {
      assertEquals(Optional.empty(), side.border().body(first));
      assertEquals(
          CustomsDeclaration.Kind.RETURNED,
          assertInstanceOf(CustomsDesk.Read.Found.class, side.customs().read(item(12), clerk(side)))
              .declaration()
              .kind());
    }
  }

  /// A declaration as a gift that the other post makes of an item with a number of ours.
  private static String refused(Twin.Side origin, ItemId item) {
    CustomsDeclaration returned = returned(item);
    CustomsDeclaration hostile =
        new CustomsDeclaration(
            returned.item(),
            TO,
            returned.posted(),
            CustomsDeclaration.Kind.GIFT,
            returned.sender(),
            returned.addressee(),
            returned.grossGrams(),
            Optional.empty(),
            returned.pieces());
    Delivery delivery =
        new Delivery(
            new Origin(new NodeId("iq.example"), new NodeId("sy.example"), PostDesk.POST, 1),
            0,
            new MessageId(new UUID(5, 5)),
            new MessageKind("post", "itmatt", 1),
            origin.post().agreement().speaker(origin.post().them()),
            origin.post().agreement().speaker(origin.post().us()),
            DataClass.PERSONAL,
            Optional.empty(),
            Optional.empty(),
            origin.post().now(),
            "application/json",
            new Delivery.Content.Present(DeclarationJson.json(hostile).canonicalBytes()),
            origin.post().now());
    return assertInstanceOf(MessageHandler.Outcome.Refused.class, origin.customs().handle(delivery))
        .refusal()
        .code();
  }

  @Test
  void theOtherPostReplacesNoDeclarationOfOurs() {
    Twin twin = twin(COUNTRIES, 24, Faults.NONE);
    Twin.Side origin = twin.one();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    settle(twin);
    assertEquals("post.declaration", refused(origin, item(12)));
    assertInstanceOf(CustomsDesk.Read.Found.class, origin.customs().read(item(12), clerk(origin)));
  }

  /// Else whoever knows a number would have what happens to its item told across the border.
  @Test
  void theOtherPostDeclaresNoItemWithANumberOfOursUnlessItComesBack() {
    Twin twin = twin(COUNTRIES, 24, Faults.NONE);
    assertEquals("post.declaration.issue", refused(twin.one(), item(12)));
  }

  @Test
  void whoSignedForAnItemStandsInNoTableEither() throws IOException {
    Twin twin = twin(withSystems(ALL), 17, Faults.NONE);
    Twin.Side origin = twin.one();
    String[] emsevt = {
      "BGM+341+E1+9",
      "DTM+137:202603011400:203",
      "RFF+ABO:" + item(12),
      "STS+2+EMA",
      "DTM+334:202603011350:203",
      "LOC+175+SYDAMA",
      "FTX+SIN+++" + SENDER,
      "CNT+3:1"
    };
    take(origin, interchange("1", "EMSEVT:3:0", emsevt));
    assertEquals(1, origin.post().item(item(12).value()).events().size());
    assertTrue(kept(origin).stream().noneMatch(each -> each.contains(SENDER)));
    List<String> unsigned = new ArrayList<>(List.of(emsevt));
    unsigned.remove(6);
    byte[] nameless = interchange("2", "EMSEVT:3:0", unsigned.toArray(String[]::new));
    take(origin, nameless);
    assertTrue(
        kept(origin).stream().anyMatch(each -> each.startsWith(text(nameless))),
        "bytes without names are kept");
  }

  @Test
  void filesWithNamesThatNobodyFetchedGoAfterTheTimeOfADeclaration() throws IOException {
    Twin twin = twin(withSystems(ALL), 18, Faults.NONE);
    Twin.Side origin = twin.one();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    DispatchKey ems = closed(twin, "EN", 20, 1);
    formed(twin, bags(origin, ems));
    assertEquals(List.of(), written(origin, "ITMATT"), "queued, and not readable yet");
    settle(twin);
    assertEquals(1, written(origin, "ITMATT").size());
    assertEquals(1, written(origin, "CUSITM").size());
    Path out = folder.resolve("out-sy");
    assertEquals(0, origin.edi().forget(out));
    int days = origin.post().agreement().declarationDays();
    Instant old = origin.post().now().minus(Duration.ofDays(days + 1));
    try (Stream<Path> files = Files.list(out.resolve("ips"))) {
      for (Path each : files.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(old));
      }
    }
    assertEquals(2, origin.edi().forget(out));
    assertEquals(List.of(), written(origin, "ITMATT"));
    assertEquals(1, written(origin, "PRECON").size());
  }

  private static void age(Path file, Instant at) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  @Test
  void anOldFileWithNamesGoesWhateverLiesBeforeItAndWhosesoeverItIs() throws IOException {
    Twin twin = twin(withSystems(ALL), 26, Faults.NONE);
    Twin.Side origin = twin.one();
    Path out = Files.createDirectories(folder.resolve("out-sy"));
    Path known = Files.createDirectories(out.resolve("ips"));
    Path gone = Files.createDirectories(out.resolve("no-longer-named"));
    Instant now = origin.post().now();
    Instant old = now.minus(Duration.ofDays(origin.post().agreement().declarationDays() + 1));
    for (int i = 0; i < 300; i++) {
      age(Files.createFile(known.resolve("%014d-ITMATT.edi".formatted(i))), now);
    }
    age(Files.createFile(known.resolve("99999999999999-CUSITM.edi")), old);
    age(Files.createFile(gone.resolve("00000000000000-ITMATT.edi")), old);
    age(Files.createFile(gone.resolve("00000000000000-PREDES.edi")), old);
    assertEquals(2, origin.edi().forget(out));
    assertEquals(0, origin.edi().forget(out));
  }

  @Test
  void aFileGoesWhenWhatItIsMadeOfIsErasedOrReplaced() throws IOException {
    Twin twin = twin(withSystems(ALL), 27, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    origin.customs().accept(SampleDeclaration.of(item(13)), clerk(origin));
    settle(twin);
    assertEquals(2, written(origin, "ITMATT").size());
    assertEquals(2, written(destination, "ITMATT").size());
    Path out = folder.resolve("out-sy");
    assertEquals(0, origin.edi().forget(out));
    origin.border().erase(message(origin, item(12)));
    assertEquals(2, origin.edi().forget(out), "ITMATT and CUSITM");
    assertEquals(1, written(origin, "ITMATT").size());
    destination.customs().accept(returned(item(13)), clerk(destination));
    settle(twin);
    assertEquals(2, origin.edi().forget(out));
    for (byte[] each : written(origin, "ITMATT")) {
      assertTrue(body(each).contains("NAD+CZ+++كريم المتسلم"), body(each));
    }
    assertEquals(0, origin.edi().forget(out));
  }

  @Test
  void aCarrierGetsTheCarditOfItsOwnConsignmentsAndTellsNothingButWhatItIsNamedFor()
      throws IOException {
    CountriesFolder countries = withSystems(List.of("CARDIT", "RESDIT"));
    Path file = countries.root().resolve("sy").resolve("post.json");
    String mine = Files.readString(file);
    Files.writeString(
        file, mine.replace("\"told\": true", "\"carrier\": \"SHIPS\", \"told\": true"));
    Twin twin = twin(countries, 19, Faults.NONE);
    Twin.Side origin = twin.one();
    formed(twin, bags(origin, closed(twin, "EN", 1, 1)));
    assertEquals(List.of(), written(origin, "CARDIT"), "ROADS carries it");
    Leg ship =
        new Leg(
            '1',
            "SHIP 1",
            Optional.of("SHIPS"),
            "SYDAMA",
            "IQBGWA",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    DispatchKey second = closed(twin, "UN", 11, 1);
    UUID wish = origin.post().freshId();
    assertEquals(
        Optional.empty(), origin.consignments().handOver(wish, second, ship, clerk(origin)));
    byte[] cardit = written(origin, "CARDIT").getFirst();
    requireInOrder(cardit);
    assertTrue(body(cardit).contains("NAD+CA+SHIPS'"), body(cardit));
    String report = take(origin, interchange("1", "PRECON:1:1", PRECON));
    assertTrue(report.contains("PRECON is not taken from ips"), report);
  }

  @Test
  void aDeclarationErasedBeforeItsFileIsWrittenIsWrittenNowhere() throws IOException {
    Twin twin = twin(withSystems(ALL), 13, Faults.NONE);
    Twin.Side origin = twin.one();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    settle(twin);
    origin.border().erase(origin.declarations().find(item(12)).orElseThrow().message());
    assertEquals(List.of(), written(origin, "ITMATT"));
    assertEquals(List.of(), written(origin, "CUSITM"));
    assertEquals(0, origin.edi().write(folder.resolve("out-sy")));
  }

  @Test
  void customsOfTheDestinationAnswerThroughTheirSystemAndTheItemIsHeld() throws IOException {
    Twin twin = twin(withSystems(ALL), 14, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    settle(twin);
    String[] cusrsp = {
      "BGM+344+C1+9",
      "DTM+137:202603011400:203",
      "RFF+ABO:" + item(12),
      "STS+5+DNL+17",
      "DTM+334:202603011350:203",
      "FTX+AAI+++ask Layla for a licence",
      "CNT+2:1"
    };
    String wrongEnd = take(origin, interchange("1", "CUSRSP:1:0", cusrsp));
    assertTrue(wrongEnd.contains("customs of its destination decide"), wrongEnd);
    assertTrue(wrongEnd.contains("جمارك المقصد"), wrongEnd);
    assertFalse(origin.post().isHeld(item(12).value()));
    EdiDesk.Taken.Done taken =
        assertInstanceOf(
            EdiDesk.Taken.Done.class,
            destination.edi().take("in.edi", interchange("1", "CUSRSP:1:0", cusrsp)));
    assertTrue(taken.report().contains("assessments: 1"), taken.report());
    assertTrue(taken.hasNames(), "free text may name people");
    for (Twin.Side side : List.of(origin, destination)) {
      assertTrue(kept(side).stream().noneMatch(each -> each.contains("Layla")));
    }
    settle(twin);
    assertTrue(origin.post().isHeld(item(12).value()));
    byte[] out = written(origin, "CUSRSP").getFirst();
    requireInOrder(out);
    assertTrue(body(out).contains("RFF+ABO:" + item(12) + "'STS+5+DNL'"), body(out));
    assertFalse(body(out).contains("Layla"), "free text of customs crosses nothing");
    String again = take(destination, interchange("2", "CUSRSP:1:0", cusrsp));
    assertTrue(again.contains("declared before"), again);
    cusrsp[3] = "STS+5+AC";
    cusrsp[4] = "DTM+334:202603011450:203";
    take(destination, interchange("3", "CUSRSP:1:0", cusrsp));
    settle(twin);
    assertFalse(origin.post().isHeld(item(12).value()));
  }

  @Test
  void aDecisionOfCustomsThatLayAboutFreesNothingThatWasHeldSince() throws IOException {
    Twin twin = twin(withSystems(ALL), 25, Faults.NONE);
    Twin.Side origin = twin.one();
    Twin.Side destination = twin.other();
    origin.customs().accept(SampleDeclaration.of(item(12)), clerk(origin));
    settle(twin);
    LocalDateTime before = destination.post().here().wall().minusMinutes(30);
    DateTimeFormatter written = DateTimeFormatter.ofPattern("yyyyMMddHHmm");
    destination.customs().assess(item(12), Assessment.DO_NOT_LOAD, "", clerk(destination));
    settle(twin);
    assertTrue(origin.post().isHeld(item(12).value()));
    String[] cusrsp = {
      "BGM+344+C1+9",
      "DTM+137:" + written.format(before) + ":203",
      "RFF+ABO:" + item(12),
      "STS+5+AC",
      "DTM+334:" + written.format(before) + ":203",
      "CNT+2:1"
    };
    assertTrue(take(destination, interchange("1", "CUSRSP:1:0", cusrsp)).contains("assessments"));
    settle(twin);
    assertTrue(origin.post().isHeld(item(12).value()));
    assertEquals(List.of(item(12)), destination.customs().waiting());
    // one from a clock that is ahead counts from when it came
    cusrsp[4] = "DTM+334:" + written.format(before.plusDays(3)) + ":203";
    take(destination, interchange("2", "CUSRSP:1:0", cusrsp));
    settle(twin);
    assertFalse(origin.post().isHeld(item(12).value()));
    destination.customs().assess(item(12), Assessment.DO_NOT_LOAD, "", clerk(destination));
    settle(twin);
    assertTrue(origin.post().isHeld(item(12).value()));
  }

  @Test
  void whatASystemIsNotNamedForIsNeitherTakenFromItNorWrittenToIt() throws IOException {
    Twin twin = twin(withSystems(List.of("PREDES")), 15, Faults.NONE);
    Twin.Side origin = twin.one();
    String[] itmatt = ITMATT.clone();
    itmatt[2] = "RFF+ABO:" + item(12);
    String report = take(origin, interchange("1", "ITMATT:1:5", itmatt));
    assertTrue(report.contains("ITMATT is not taken from ips"), report);
    assertTrue(report.contains("لا يُقبل ITMATT"), report);
    assertEquals(List.of(), origin.customs().taken());
    assertTrue(kept(origin).stream().noneMatch(each -> each.contains(SENDER)));
    origin.customs().accept(SampleDeclaration.of(item(13)), clerk(origin));
    DispatchKey ems = closed(twin, "EN", 20, 1);
    formed(twin, bags(origin, ems));
    settle(twin);
    for (String each : List.of("ITMATT", "CUSITM", "PRECON", "CARDIT")) {
      assertEquals(List.of(), written(origin, each));
    }
    assertEquals(1, written(origin, "PREDES").size());
  }

  @Test
  void aHostileItmattTakesNothingAndLeavesNoNameBehind() throws IOException {
    Twin twin = twin(withSystems(ALL), 16, Faults.NONE);
    Twin.Side origin = twin.one();
    String[] theirs = ITMATT.clone();
    theirs[2] = "RFF+ABO:" + ItemId.of("EE", 12, "IQ");
    String[] nameless = ITMATT.clone();
    nameless[2] = "RFF+ABO:" + item(1);
    nameless[10] = "NAD+CN+++ +++++IQ";
    String[] worthless = ITMATT.clone();
    worthless[2] = "RFF+ABO:" + item(2);
    worthless[16] = "MOA+14:99999999999999999:USD";
    String[] vague = ITMATT.clone();
    vague[2] = "RFF+ABO:" + item(3);
    vague[13] = "IMD+++:::هدية";
    String[] cancelled = ITMATT.clone();
    cancelled[0] = "BGM+342+D1+1";
    cancelled[2] = "RFF+ABO:" + item(4);
    int reference = 0;
    for (String[] each : List.of(theirs, nameless, worthless, vague, cancelled)) {
      reference++;
      byte[] bytes = interchange(Integer.toString(reference), "ITMATT:1:5", each);
      EdiDesk.Taken taken = origin.edi().take("in.edi", bytes);
      if (taken instanceof EdiDesk.Taken.Done done) {
        assertTrue(done.report().contains("ITMATT not taken: 1"), done.report());
      }
    }
    // a name too long is a finding whose value is not kept, and a broken one is refused whole
    String[] loud = ITMATT.clone();
    loud[2] = "RFF+ABO:" + item(5);
    loud[8] = "NAD+CZ+++" + (SENDER + " ").repeat(12) + "+شارع 1+دمشق+++SY";
    origin.edi().take("in.edi", interchange("8", "ITMATT:1:5", loud));
    byte[] broken =
        text(interchange("9", "ITMATT:1:5", ITMATT))
            .replace("UNZ+1", "UNZ+3")
            .getBytes(StandardCharsets.UTF_8);
    assertTrue(
        assertInstanceOf(EdiDesk.Taken.Refused.class, origin.edi().take("in.edi", broken))
            .hasNames());
    assertEquals(List.of(), origin.customs().taken());
    settle(twin);
    assertEquals(List.of(), twin.other().customs().waiting());
    assertTrue(kept(origin).stream().noneMatch(each -> each.contains(SENDER)));
    assertTrue(
        origin.edi().newest(100).stream()
            .filter(Kept::isIn)
            .allMatch(each -> each.names().isPresent()));
  }
}
