package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.administering.Application;
import org.wasl.numbering.classifying.Classification;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.exchange.NumberingDesk.MisuseResult;
import org.wasl.numbering.exchange.NumberingDesk.TestOutcome;
import org.wasl.numbering.guarding.MaskedNumber;
import org.wasl.numbering.guarding.MisuseReport;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.wire.PlanDigest;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Sourced.Confidence;

/// Notices of both plans across the border, on a good line and under faults.
class NoticesInTwinTest {
  private static final LocalizedText TEXT = new LocalizedText("إشعار", "notice");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId first = countries.listParties().get(0);
  private final PartyId second = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  private Twin twin(long seed, Twin.Faults faults) {
    return new Twin(countries, first, second, folder, seed, faults);
  }

  private static Person person(Twin.Side side, String name) {
    OrganisationId speaker = side.numbering().agreement().speaker(side.numbering().us());
    return new Person(name, speaker);
  }

  private static Decision approve(Twin.Side side, Proposal proposal) {
    return side.border().approvals().approve(proposal.id(), person(side, "second"));
  }

  /// A code that nobody has in either plan goes to somebody.
  private static PlanEntry opened(String code, Instant from) {
    return new PlanEntry(
        Resource.E164_NDC,
        CodeRange.of(code),
        9,
        9,
        PlanEntry.Usage.MOBILE,
        Optional.of(Holder.named("New operator")),
        Status.ALLOCATED,
        Optional.empty(),
        Span.from(from),
        Optional.empty(),
        new Citation("decision", "1", Confidence.CONFIRMED),
        "");
  }

  private static NumberingDesk.Announcement announcement(
      boolean emergency, Instant effective, PlanEntry... entries) {
    return new NumberingDesk.Announcement(
        List.of(PlanNotice.Act.INTRODUCE),
        effective,
        emergency,
        TEXT,
        List.of(entries),
        List.of(),
        List.of(new PlanNotice.TestNumber("New operator", CodeRange.of("889"), "963889000001")));
  }

  private static String digest(Twin.Side side, PartyId plan, Instant at) {
    return PlanDigest.of(
        side.numbering().registry().entries(plan), side.numbering().registry().moves(plan), at);
  }

  private static String answer(Twin.Side side, String number, Instant at) {
    return side.numbering()
        .classifier()
        .classify(number, side.numbering().us(), at)
        .outcome()
        .code();
  }

  @Test
  void bothNodesBeginWithEqualPlans() {
    Twin twin = twin(1, Twin.Faults.NONE);
    for (PartyId plan : List.of(first, second)) {
      assertEquals(digest(twin.one(), plan, twin.now()), digest(twin.other(), plan, twin.now()));
    }
  }

  @Test
  void aChangeIsLiveInThePeersLookUpsWithEqualDigestsAndItsTestNumbersArePublished() {
    Twin twin = twin(2, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    assertEquals("UNALLOCATED", answer(twin.one(), "+963 88 9123456", twin.now()));
    Proposal proposal =
        side.numbering()
            .proposeChange(
                announcement(true, twin.now(), opened("889", twin.now())), person(side, "first"));
    assertInstanceOf(Decision.Done.class, approve(side, proposal));
    twin.settle(2_000);
    assertEquals("ALLOCATED_NOT_IN_SERVICE", answer(twin.one(), "+963 88 9123456", twin.now()));
    PlanNotice notice = side.numbering().sentNotices().getFirst();
    assertEquals(
        Optional.of(notice.digest()), side.numbering().answered(notice.id()), "their own digest");
    assertEquals(
        notice.digest(), twin.one().numbering().takenNotices().getFirst().ours(), "is ours");
    assertEquals(List.of(), side.numbering().openCases());
    assertEquals(
        Optional.empty(), twin.one().numbering().tested("963889000001", TestOutcome.NO_ANSWER));
    twin.settle(2_000);
    for (Twin.Side each : List.of(twin.one(), side)) {
      NumberingDesk.TestRow row = each.numbering().tests().getFirst();
      var result = each == side ? row.theirs() : row.ours();
      assertEquals(TestOutcome.NO_ANSWER, result.orElseThrow().outcome());
    }
    assertTrue(
        side.numbering().tested("963933000000", TestOutcome.ANSWERED).isPresent(),
        "only published numbers are called");
  }

  @Test
  void aChangeInsideTheLeadTimeIsRefusedUnlessItIsAnEmergency() {
    Twin twin = twin(3, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    Instant soon = twin.now().plus(Duration.ofDays(59));
    Proposal proposal =
        side.numbering()
            .proposeChange(announcement(false, soon, opened("889", soon)), person(side, "first"));
    Decision refused = approve(side, proposal);
    assertEquals(
        "numbering.lead-time", assertInstanceOf(Decision.Refused.class, refused).refusal().code());
    assertEquals(List.of(), side.numbering().sentNotices());
    Instant later = twin.now().plus(Duration.ofDays(61));
    Proposal good =
        side.numbering()
            .proposeChange(announcement(false, later, opened("889", later)), person(side, "first"));
    assertInstanceOf(Decision.Done.class, approve(side, good));
    twin.settle(2_000);
    assertEquals("UNALLOCATED", answer(twin.one(), "+963 88 9123456", later.minusSeconds(1)));
    assertEquals("ALLOCATED_NOT_IN_SERVICE", answer(twin.one(), "+963 88 9123456", later));
  }

  private static NumberMove move(String before, String after, Instant from) {
    return new NumberMove(
        CodeRange.of(before),
        CodeRange.of(after),
        OptionalInt.of(8),
        from,
        from.plus(Duration.ofDays(90)));
  }

  private static Decision change(Twin.Side side, Instant from, NumberMove... moves) {
    assertEquals(
        Optional.empty(),
        side.numbering().proposeMoves(List.of(moves), from, true, TEXT, person(side, "first")));
    return approve(side, side.border().approvals().waiting().getLast());
  }

  @Test
  void numbersThatMoveAreNamedInTheirNewFormByThePeerAndRestAfterParallelRunning() {
    Twin twin = twin(7, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    Instant from = twin.now().plusSeconds(3_600);
    // Raqqa's numbers have eight digits (OB 1251); those that begin with 2 grow
    assertInstanceOf(
        Decision.Done.class,
        change(side, from, move("222", "2252", from), move("2225", "32225", from)));
    twin.settle(2_000);
    PlanNotice notice = side.numbering().sentNotices().getFirst();
    assertEquals(Optional.of(notice.digest()), side.numbering().answered(notice.id()));
    assertEquals(List.of(), side.numbering().openCases());
    Instant end = from.plus(Duration.ofDays(90));
    for (Twin.Side each : List.of(twin.one(), side)) {
      assertEquals("LIVE", answer(each, "+963 22 212345", from));
      assertEquals("LIVE", answer(each, "+963 2252 12345", from));
      assertEquals("LIVE", answer(each, "+963 32225 1234", from));
      assertEquals("UNALLOCATED", answer(each, "+963 32225 1234", from.minusSeconds(1)));
      assertEquals("963225212345", newForm(each, "+963 22 212345", end));
      assertEquals("963322251234", newForm(each, "+963 22 251234", end));
      assertEquals("", newForm(each, "+963 22 212345", from.minusSeconds(1)));
      assertEquals("WITHDRAWN", answer(each, "+963 22 212345", end));
      assertEquals("LIVE", answer(each, "+963 2252 12345", end));
      assertEquals("LIVE", answer(each, "+963 22 312345", end), "what does not move stays");
    }
    for (Instant later : List.of(from, end, end.plus(Duration.ofDays(1_000)))) {
      assertEquals(
          digest(twin.one(), side.numbering().us(), later),
          digest(side, side.numbering().us(), later));
    }
  }

  @Test
  void aNoticeWhoseEntriesDoNotSayWhatItsMovesSayIsRefused() {
    Twin twin = twin(8, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    Instant from = twin.now();
    NumberingDesk.Announcement wish =
        new NumberingDesk.Announcement(
            List.of(PlanNotice.Act.CHANGE),
            from,
            true,
            TEXT,
            List.of(opened("889", from)),
            List.of(move("222", "3222", from)),
            List.of());
    Decision own = approve(side, side.numbering().proposeChange(wish, person(side, "first")));
    assertEquals(
        "numbering.move.stale", assertInstanceOf(Decision.Refused.class, own).refusal().code());
  }

  @Test
  void aSnapshotBringsTheNumberChangesThatOneSideLacks() {
    Twin twin = twin(9, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    PartyId plan = side.numbering().us();
    NumberMove own = move("222", "3222", twin.now());
    NumberMove alien = move("223", "3223", twin.now());
    record(side, plan, own);
    record(twin.one(), plan, alien);
    approve(side, side.numbering().proposeSnapshot(twin.now(), TEXT, person(side, "first")));
    twin.settle(2_000);
    assertEquals(List.of(own), twin.one().numbering().registry().moves(plan));
    assertEquals(List.of(), side.numbering().openCases());
  }

  private static void record(Twin.Side side, PartyId plan, NumberMove move) {
    side.numbering()
        .registry()
        .record(
            new PlanChange(
                UUID.randomUUID(),
                plan,
                PlanChange.Ground.NOTIFIED,
                List.of(),
                List.of(),
                List.of(move)));
  }

  private static String newForm(Twin.Side side, String number, Instant at) {
    return side.numbering()
        .classifier()
        .classify(number, side.numbering().us(), at)
        .moved()
        .map(Classification.NewForm::e164)
        .orElse("");
  }

  @Test
  void plansThatDrewApartOpenACaseOnBothSidesAndASnapshotClosesIt() {
    Twin twin = twin(4, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    PartyId plan = side.numbering().us();
    // something becomes known on one side alone
    twin.one()
        .numbering()
        .registry()
        .record(
            new PlanChange(
                UUID.randomUUID(),
                plan,
                PlanChange.Ground.FILED,
                List.of(opened("888", twin.now())),
                List.of()));
    approve(
        side,
        side.numbering()
            .proposeChange(
                announcement(true, twin.now(), opened("889", twin.now())), person(side, "first")));
    twin.settle(2_000);
    assertEquals(1, side.numbering().openCases().size());
    assertEquals(1, twin.one().numbering().openCases().size());
    assertEquals("numbering.digest", side.numbering().openCases().getFirst().code());
    approve(side, side.numbering().proposeSnapshot(twin.now(), TEXT, person(side, "first")));
    twin.settle(2_000);
    assertEquals(List.of(), side.numbering().openCases());
    assertEquals(List.of(), twin.one().numbering().openCases());
    assertEquals("UNALLOCATED", answer(twin.one(), "+963 88 8123456", twin.now()));
    assertEquals(digest(twin.one(), plan, twin.now()), digest(side, plan, twin.now()));
  }

  @Test
  void aDecisionOfTheOfficeIsToldToTheOtherSideByItself() {
    Twin twin = twin(6, Twin.Faults.NONE);
    Twin.Side side = twin.other();
    var office = side.numbering().administration();
    var application =
        office.apply(
            new OrganisationId("sy.syriatel"),
            Resource.E164_NDC,
            CodeRange.of("887"),
            9,
            PlanEntry.Usage.MOBILE,
            100_000,
            "growth",
            person(side, "first"));
    approve(
        side,
        office.proposeDecision(
            application.id(), Application.Kind.ALLOCATED, "", person(side, "first")));
    twin.settle(2_000);
    assertEquals("ALLOCATED_NOT_IN_SERVICE", answer(twin.one(), "+963 88 7123456", twin.now()));
    assertEquals(List.of(), side.numbering().openCases());
    assertTrue(
        side.numbering().answered(side.numbering().sentNotices().getFirst().id()).isPresent());
  }

  @Test
  void aMisuseReportCrossesWithMaskedNumbersAndIsAnswered() {
    Twin twin = twin(5, Twin.Faults.NONE);
    Twin.Side side = twin.one();
    MisuseReport report =
        new MisuseReport(
            UUID.randomUUID(),
            side.numbering().them(),
            MisuseReport.Case.NOT_ASSIGNED,
            new LocalizedText("مكالمات قصيرة متتابعة", "short calls one after another"),
            twin.now().minusSeconds(7_200),
            twin.now(),
            List.of(new MisuseReport.Line(MaskedNumber.of("963881234567"), "gw-1", 40, 900)),
            "ab".repeat(32),
            MisuseReport.Request.INVESTIGATE,
            LocalDate.of(2026, 11, 1));
    approve(side, side.numbering().proposeMisuse(report, person(side, "first")));
    twin.settle(2_000);
    NumberingDesk.MisuseCase taken = twin.other().numbering().misuse().getFirst();
    assertEquals(report, taken.report());
    assertEquals("+96388123xxxx", taken.report().numbers().getFirst().numbers().toString());
    assertEquals(
        Optional.empty(), twin.other().numbering().answerMisuse(report.id(), MisuseResult.STOPPED));
    twin.settle(2_000);
    assertEquals(Optional.of(MisuseResult.STOPPED), side.numbering().misuse().getFirst().result());
  }

  private boolean open(Twin.Side side, String code, Instant at) {
    NumberingDesk.Announcement wish =
        new NumberingDesk.Announcement(
            List.of(PlanNotice.Act.INTRODUCE),
            at,
            true,
            TEXT,
            List.of(opened(code, at)),
            List.of(),
            List.of());
    return approve(side, side.numbering().proposeChange(wish, person(side, "first")))
        instanceof Decision.Done;
  }

  private static boolean moves(Twin.Side side, String old, Instant at) {
    return side.numbering()
            .proposeMoves(List.of(move(old, "3" + old, at)), at, true, TEXT, person(side, "first"))
            .isEmpty()
        && approve(side, side.border().approvals().waiting().getLast()) instanceof Decision.Done;
  }

  private boolean alike(Twin twin) {
    boolean equal =
        List.of(first, second).stream()
            .allMatch(plan ->
                digest(twin.one(), plan, twin.now())
                    .equals(digest(twin.other(), plan, twin.now())));
    return equal
        && twin.one().numbering().openCases().isEmpty()
        && twin.other().numbering().openCases().isEmpty();
  }

  /// The line fails, machines stop between any two steps, clocks jump and nodes come back from
  /// backups. What differs afterwards is seen by both and mended by a snapshot of each plan.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void underFaultsBothEndWithEqualPlansAndNoOpenCase(long seed) {
    Twin twin = twin(seed, Twin.Faults.ROUGH);
    twin.backUp();
    int done = 0;
    for (int i = 0; i < 6; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        String code = "88" + i;
        done += twin.act(() -> open(side, code, twin.now())) ? 1 : 0;
        String old = "22" + (i + 2);
        if (side == twin.other()) {
          twin.act(() -> moves(side, old, twin.now()));
        }
        for (int steps = 0; steps < 7; steps++) {
          twin.step();
        }
      }
    }
    assertTrue(done > 6, "seed " + seed + ": " + done + " changes");
    twin.settle(20_000);
    for (int round = 0; round < 20 && !alike(twin); round++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        twin.act(() ->
            approve(side, side.numbering().proposeSnapshot(twin.now(), TEXT, person(side, "first")))
                instanceof Decision.Done);
      }
      twin.settle(20_000);
    }
    assertTrue(
        alike(twin),
        () ->
            "seed "
                + seed
                + " "
                + twin.came()
                + " "
                + twin.one().numbering().openCases()
                + twin.other().numbering().openCases());
  }

  /// Crashes and a failing line, without backups: then nothing is even to be mended.
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void withoutBackupsEveryNoticeIsAppliedOnceAndAnsweredWithTheSameDigest(long seed) {
    Twin twin = twin(seed, new Twin.Faults(300, 300, 300, 200, 40, 15, 0, 0));
    for (int i = 0; i < 6; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        String code = "88" + i;
        twin.act(() -> open(side, code, twin.now()));
        for (int steps = 0; steps < 7; steps++) {
          twin.step();
        }
      }
    }
    twin.settle(20_000);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      Twin.Side peer = side == twin.one() ? twin.other() : twin.one();
      assertEquals(
          side.numbering().sentNotices(),
          peer.numbering().takenNotices().stream().map(NumberingDesk.TakenNotice::notice).toList(),
          "seed " + seed);
      side.numbering()
          .sentNotices()
          .forEach(notice ->
              assertEquals(
                  Optional.of(notice.digest()),
                  side.numbering().answered(notice.id()),
                  "seed " + seed));
      assertEquals(List.of(), side.numbering().openCases(), "seed " + seed);
    }
  }
}
