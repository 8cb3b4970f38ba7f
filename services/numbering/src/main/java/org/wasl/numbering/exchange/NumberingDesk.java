package org.wasl.numbering.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.Outbox.Submission;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.numbering.Citation;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Span;
import org.wasl.numbering.administering.Administration;
import org.wasl.numbering.changing.MovedRanges;
import org.wasl.numbering.classifying.Classifier;
import org.wasl.numbering.guarding.MisuseReport;
import org.wasl.numbering.guarding.StrayCalls;
import org.wasl.numbering.keeping.Journal;
import org.wasl.numbering.keeping.Journal.Kind;
import org.wasl.numbering.keeping.Journal.Step;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.numbering.porting.Portability;
import org.wasl.numbering.proposing.PlanProposals;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.wire.NoticeJson;
import org.wasl.numbering.wire.PlanDigest;
import org.wasl.terms.DataClass;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.Sourced.Confidence;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.MalformedJsonException;

/// Gives notice of our plan and takes notice of the peer's. A notice is proposed by one person and
/// approved by another; the change of our registry, the notice and its place in the outbox are one
/// transaction. The receiver applies it, computes the digest of what results and answers with its
/// own; where the two differ, both sides have an open case at once, which a snapshot that agrees
/// closes.
public final class NumberingDesk implements MessageHandler {
  public static final Lane NUMBERING = new Lane("numbering");

  private static final MessageKind NOTICE = kind("plan-notice");
  private static final MessageKind RECEIPT = kind("plan-receipt");
  private static final MessageKind TEST_RESULT = kind("test-result");
  private static final MessageKind MISUSE = kind("misuse");
  private static final MessageKind MISUSE_ANSWER = kind("misuse-answer");

  private final Parts parts;

  /// What a desk is made of.
  ///
  /// @param proposals the way into the registry
  /// @param administration of our own plan
  public record Parts(
      NumberingAgreement agreement,
      PartyId us,
      PartyId them,
      NodeId peer,
      Registry registry,
      Classifier classifier,
      PlanProposals proposals,
      Administration administration,
      Portability portability,
      StrayCalls strays,
      Journal journal,
      Outbox outbox,
      Approvals approvals,
      Transactions transactions,
      InstantSource clock,
      Supplier<UUID> ids) {}

  public NumberingDesk(Parts parts) {
    this.parts = parts;
    parts.approvals().effect("numbering.notice", (proposal, _) -> sendNotice(proposal));
    parts.approvals().effect("numbering.misuse", (proposal, _) -> sendMisuse(proposal));
    parts.registry().onRecord(this::announce);
  }

  private static MessageKind kind(String type) {
    return new MessageKind("numbering", type, 1);
  }

  public PartyId us() {
    return parts.us();
  }

  public PartyId them() {
    return parts.them();
  }

  public Registry registry() {
    return parts.registry();
  }

  public Classifier classifier() {
    return parts.classifier();
  }

  public PlanProposals proposals() {
    return parts.proposals();
  }

  public Administration administration() {
    return parts.administration();
  }

  /// The ported numbers of our plan.
  public Portability portability() {
    return parts.portability();
  }

  /// A fresh id for what a page makes.
  public UUID freshId() {
    return parts.ids().get();
  }

  /// The ear for calls.
  public StrayCalls strays() {
    return parts.strays();
  }

  public List<Journal.Stray> strayCounts(int most) {
    return parts.journal().strays(most);
  }

  public NumberingAgreement agreement() {
    return parts.agreement();
  }

  public Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  // Notices of ours

  /// What somebody wants to announce.
  ///
  /// @param entries what changes, each valid from the moment of effect on
  public record Announcement(
      List<PlanNotice.Act> acts,
      Instant effective,
      boolean emergency,
      LocalizedText text,
      List<PlanEntry> entries,
      List<NumberMove> moves,
      List<PlanNotice.TestNumber> tests) {}

  /// Proposes a change of our plan, with the notice of it.
  public Proposal proposeChange(Announcement wish, Person by) {
    return propose(PlanNotice.Form.DELTA, wish, wish.entries(), by);
  }

  /// Proposes number changes of our plan, with the notice of them; what they make of the ranges is
  /// worked out now, so that the second person sees it.
  ///
  /// @param moves all from `effective` on
  /// @return why not, where the plan does not allow them
  public Optional<Refusal> proposeMoves(
      List<NumberMove> moves, Instant effective, boolean emergency, LocalizedText text, Person by) {
    return switch (moved(moves, effective)) {
      case MovedRanges.Result.Refused(Refusal refusal) -> Optional.of(refusal);
      case MovedRanges.Result.Moved(List<PlanEntry> entries) -> {
        proposeChange(
            new Announcement(
                List.of(PlanNotice.Act.CHANGE),
                effective,
                emergency,
                text,
                entries,
                moves,
                List.of()),
            by);
        yield Optional.empty();
      }
    };
  }

  private MovedRanges.Result moved(List<NumberMove> moves, Instant effective) {
    Citation source = new Citation("notice of " + effective, "number change", Confidence.CONFIRMED);
    return MovedRanges.of(
        known(parts.us()),
        moves,
        new MovedRanges.Rest(
            parts.administration().rules().windDown(), parts.administration().rules().quarantine()),
        source);
  }

  /// Proposes to send our whole plan as it is from that moment on.
  public Proposal proposeSnapshot(Instant effective, LocalizedText text, Person by) {
    Announcement all =
        new Announcement(
            List.of(),
            effective,
            true,
            text,
            List.of(),
            parts.registry().moves(parts.us()),
            List.of());
    Span then = Span.from(effective);
    List<PlanEntry> entries =
        known(parts.us()).stream()
            .flatMap(each ->
                each.valid().shared(then).map(span -> each.with(each.codes(), span)).stream())
            .toList();
    return propose(PlanNotice.Form.SNAPSHOT, all, entries, by);
  }

  private Proposal propose(
      PlanNotice.Form form, Announcement wish, List<PlanEntry> entries, Person by) {
    PlanNotice notice =
        new PlanNotice(
            parts.ids().get(),
            parts.us(),
            form,
            wish.acts(),
            now(),
            wish.effective(),
            wish.emergency(),
            wish.text(),
            entries,
            List.of(),
            wish.moves(),
            wish.tests(),
            "0".repeat(64));
    return parts.approvals().propose("numbering.notice", NoticeJson.notice(notice), by);
  }

  private List<PlanEntry> known(PartyId plan) {
    return parts.registry().entries(plan);
  }

  private String digest(PartyId plan, Instant at) {
    return PlanDigest.of(known(plan), parts.registry().moves(plan), at);
  }

  /// Records the change, computes the digest of what results, and queues the notice.
  private Decision sendNotice(Proposal proposal) {
    PlanNotice asked =
        NoticeJson.read("notice", proposal.subject().canonicalBytes(), NoticeJson::readNotice);
    PlanNotice given = dated(asked, "0".repeat(64));
    if (!given.keeps(parts.agreement().lead())) {
      return refused(
          "numbering.lead-time",
          "المهلة المتفق عليها "
              + parts.agreement().lead().toDays()
              + " يوماً قبل النفاذ، إلا للطوارئ",
          "a change is announced "
              + parts.agreement().lead().toDays()
              + " days before its effect, but for emergencies");
    }
    if (given.form() == PlanNotice.Form.DELTA) {
      if (!given.moves().isEmpty()
          && !moved(given.moves(), given.effective())
              .equals(new MovedRanges.Result.Moved(given.entries()))) {
        return refused(
            "numbering.move.stale",
            "تغيّر السجل منذ الاقتراح؛ اقترح التغيير من جديد",
            "the registry changed since this was proposed; propose it anew");
      }
      PlanChange change =
          new PlanChange(
              given.id(),
              parts.us(),
              PlanChange.Ground.ANNOUNCED,
              given.entries(),
              given.events(),
              given.moves());
      if (parts.registry().record(change) instanceof Registry.Recording.Refused(var refusal)) {
        return new Decision.Refused(refusal);
      }
    }
    PlanNotice notice = dated(given, digest(parts.us(), given.effective()));
    return switch (submit(NOTICE, DataClass.PUBLIC, NoticeJson.notice(notice))) {
      case Submission.Refused(Refusal refusal) -> new Decision.Refused(refusal);
      case Submission.Queued _, Submission.AlreadyAnswered _ -> {
        add(notice.id(), Kind.NOTICE_SENT, NoticeJson.notice(notice));
        notice.tests().forEach(test -> addTest(notice.plan(), test));
        yield new Decision.Done();
      }
    };
  }

  /// What changed our plan without a notice of its own (a decision, an approved filing) is told in
  /// the same transaction, so that both sides go on holding the same.
  private void announce(PlanChange change) {
    boolean told =
        change.ground() == PlanChange.Ground.ADMINISTERED
            || change.ground() == PlanChange.Ground.FILED;
    if (!told || !change.plan().equals(parts.us())) {
      return;
    }
    Instant now = now();
    PlanNotice notice =
        new PlanNotice(
            parts.ids().get(),
            parts.us(),
            PlanNotice.Form.DELTA,
            List.of(PlanNotice.Act.CHANGE),
            now,
            now,
            true,
            new LocalizedText("تغيير في السجل", "A change of the registry"),
            change.entries(),
            change.events(),
            List.of(),
            List.of(),
            digest(parts.us(), now));
    Json.Obj body = NoticeJson.notice(notice);
    add(notice.id(), Kind.NOTICE_SENT, body);
    if (submit(NOTICE, DataClass.PUBLIC, body) instanceof Submission.Refused(Refusal refusal)) {
      add(notice.id(), Kind.CASE_OPENED, reason(refusal.code(), notice.digest(), ""));
    }
  }

  private PlanNotice dated(PlanNotice notice, String digest) {
    return new PlanNotice(
        notice.id(),
        notice.plan(),
        notice.form(),
        notice.acts(),
        now(),
        notice.effective(),
        notice.emergency(),
        notice.text(),
        notice.entries(),
        notice.events(),
        notice.moves(),
        notice.tests(),
        digest);
  }

  private Submission submit(MessageKind kind, DataClass dataClass, Json.Obj body) {
    return parts.outbox().submit(draft(kind, dataClass, body));
  }

  private Draft draft(MessageKind kind, DataClass dataClass, Json.Obj body) {
    return Draft.plain(
        parts.peer(),
        kind,
        parts.agreement().speaker(parts.us()),
        parts.agreement().speaker(parts.them()),
        dataClass,
        "application/json",
        body.canonicalBytes());
  }

  private void add(UUID matter, Kind kind, Json.Obj body) {
    parts.journal().add(new Step(matter, kind, now(), body));
  }

  private void addTest(PartyId plan, PlanNotice.TestNumber test) {
    Json.Obj body =
        Json.Obj.with().put("plan", plan.value()).put("test", NoticeJson.test(test)).end();
    add(parts.ids().get(), Kind.TEST_NUMBERS, body);
  }

  // What arrives

  @Override
  public Lane lane() {
    return NUMBERING;
  }

  @Override
  public Set<MessageKind> kinds() {
    return Set.of(NOTICE, RECEIPT, TEST_RESULT, MISUSE, MISUSE_ANSWER);
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return no("numbering.body-absent", "لا متن للرسالة", "the message has no body");
    }
    if (!delivery.author().equals(parts.agreement().speaker(parts.them()))) {
      return no(
          "numbering.author", "لا يتكلم المرسل باسم ذلك الطرف", "not who speaks for that party");
    }
    try {
      return switch (delivery.kind().type()) {
        case "plan-notice" ->
            takeNotice(delivery, NoticeJson.read("notice", body, NoticeJson::readNotice));
        case "plan-receipt" -> NoticeJson.read("receipt", body, this::takeReceipt);
        case "test-result" -> NoticeJson.read("test result", body, this::takeTestResult);
        case "misuse" -> takeMisuse(NoticeJson.read("report", body, NoticeJson::readMisuse));
        default -> NoticeJson.read("answer", body, this::takeMisuseAnswer);
      };
    } catch (MalformedJsonException e) {
      return no(
          "numbering.malformed",
          "رسالة غير سليمة: " + e.getMessage(),
          "malformed message: " + e.getMessage());
    }
  }

  /// What the registry and the journal lost with a backup comes back out of our own messages.
  @Override
  public void recall(Delivery own) {
    if (!(own.content() instanceof Content.Present(byte[] body))) {
      return;
    }
    switch (own.kind().type()) {
      case "plan-notice" -> recall(NoticeJson.read("notice", body, NoticeJson::readNotice));
      case "test-result" -> {
        TestCall call = NoticeJson.read("test result", body, NumberingDesk::readTestCall);
        add(parts.ids().get(), Kind.TEST_CALLED, testCall(call));
      }
      case "misuse" -> {
        MisuseReport report = NoticeJson.read("report", body, NoticeJson::readMisuse);
        add(report.id(), Kind.MISUSE_SENT, NoticeJson.misuse(report));
      }
      case "misuse-answer" -> NoticeJson.read("answer", body, this::keepMisuseAnswer);
      default -> {
        // a receipt follows again from the notice that it answers
      }
    }
  }

  private void recall(PlanNotice notice) {
    if (notice.form() == PlanNotice.Form.DELTA) {
      parts
          .registry()
          .record(
              new PlanChange(
                  notice.id(),
                  notice.plan(),
                  PlanChange.Ground.NOTIFIED,
                  notice.entries(),
                  notice.events(),
                  notice.moves()));
    }
    add(notice.id(), Kind.NOTICE_SENT, NoticeJson.notice(notice));
    notice.tests().forEach(test -> addTest(notice.plan(), test));
  }

  private Outcome takeNotice(Delivery delivery, PlanNotice notice) {
    if (!notice.plan().equals(parts.them())) {
      return no(
          "numbering.authority",
          "لكل طرف سلطته على خطته وحدها",
          "each party is the authority for its own plan alone");
    }
    if (!notice.keeps(parts.agreement().lead())) {
      return no(
          "numbering.lead-time", "أقل من المهلة المتفق عليها", "less than the agreed lead time");
    }
    Optional<NumberMove> unlike = unlikeItsEntries(notice);
    if (unlike.isPresent()) {
      return no(
          "numbering.move",
          "لا توافق قيود الإشعار تغيير المجال " + unlike.get().before(),
          "the entries of the notice do not say what it says of " + unlike.get().before());
    }
    PlanChange change =
        new PlanChange(
            notice.id(),
            notice.plan(),
            PlanChange.Ground.NOTIFIED,
            resulting(notice),
            notice.events(),
            resultingMoves(notice));
    if (parts.registry().record(change) instanceof Registry.Recording.Refused(var refusal)) {
      return new Outcome.Refused(refusal);
    }
    String digest = digest(notice.plan(), notice.effective());
    add(notice.id(), Kind.NOTICE_TAKEN, taken(notice, delivery.receivedAt(), digest));
    notice.tests().forEach(test -> addTest(notice.plan(), test));
    settle(notice.plan(), notice.id(), notice.digest(), digest);
    answer(delivery.id(), notice, digest);
    return new Outcome.Accepted();
  }

  private static Json.Obj taken(PlanNotice notice, Instant receivedAt, String digest) {
    return Json.Obj.with()
        .put("notice", NoticeJson.notice(notice))
        .put("receivedAt", receivedAt.toString())
        .put("ours", digest)
        .end();
  }

  /// What the registry is told: a snapshot frees what it does not name.
  private List<PlanEntry> resulting(PlanNotice notice) {
    Citation source = new Citation("notice " + notice.id(), "entry", Confidence.CONFIRMED);
    List<PlanEntry> told = new ArrayList<>();
    Span then = Span.from(notice.effective());
    notice.entries().forEach(entry -> told.add(cited(entry, source)));
    if (notice.form() == PlanNotice.Form.SNAPSHOT) {
      told.addAll(freed(notice, told, source, then));
    }
    return told;
  }

  /// A number change that a delta names and its entries do not carry out.
  private static Optional<NumberMove> unlikeItsEntries(PlanNotice notice) {
    return notice.form() == PlanNotice.Form.DELTA
        ? notice.moves().stream()
            .filter(move ->
                !move.from().equals(notice.effective())
                    || !MovedRanges.agree(notice.entries(), move, notice.moves()))
            .findFirst()
        : Optional.empty();
  }

  /// A snapshot takes back the number changes that it does not name.
  private List<NumberMove> resultingMoves(PlanNotice notice) {
    List<NumberMove> moves = new ArrayList<>(notice.moves());
    if (notice.form() == PlanNotice.Form.SNAPSHOT) {
      parts.registry().moves(notice.plan()).stream()
          .filter(known -> notice.moves().stream().noneMatch(known::isSameRange))
          .map(NumberMove::revoked)
          .forEach(moves::add);
    }
    return moves;
  }

  private List<PlanEntry> freed(
      PlanNotice notice, List<PlanEntry> told, Citation source, Span then) {
    List<PlanEntry> freed = new ArrayList<>();
    for (PlanEntry old : known(notice.plan())) {
      List<PlanEntry> left = new ArrayList<>();
      old.valid()
          .shared(then)
          .ifPresent(span -> left.add(old.becoming(Status.FREE, span, source, "")));
      for (PlanEntry entry : told) {
        List<PlanEntry> rest = left.stream().flatMap(each -> each.without(entry).stream()).toList();
        left.clear();
        left.addAll(rest);
      }
      freed.addAll(left);
    }
    return freed;
  }

  private static PlanEntry cited(PlanEntry entry, Citation source) {
    return new PlanEntry(
        entry.resource(),
        entry.codes(),
        entry.leastDigits(),
        entry.mostDigits(),
        entry.usage(),
        entry.holder(),
        entry.status(),
        entry.area(),
        entry.valid(),
        entry.beganAfter(),
        source,
        entry.note());
  }

  private void answer(MessageId to, PlanNotice notice, String digest) {
    Json.Obj body =
        Json.Obj.with()
            .put("notice", notice.id().toString())
            .put("plan", notice.plan().value())
            .put("digest", digest)
            .end();
    Submission submission =
        parts.outbox().submit(draft(RECEIPT, DataClass.PUBLIC, body).answering(to));
    if (submission instanceof Submission.Refused(Refusal refusal)) {
      add(notice.id(), Kind.CASE_OPENED, reason(refusal.code(), notice.digest(), digest));
    }
  }

  private Outcome takeReceipt(JsonObjectReader in) {
    UUID id = UUID.fromString(in.string("notice"));
    PartyId plan = new PartyId(in.string("plan"));
    String theirs = in.string("digest");
    Optional<PlanNotice> sent =
        sentNotices().stream().filter(each -> each.id().equals(id)).findFirst();
    if (sent.isEmpty() || !plan.equals(parts.us())) {
      return no("numbering.unknown-notice", "لا نعرف هذا الإشعار", "we gave no such notice");
    }
    add(id, Kind.NOTICE_ANSWERED, Json.Obj.with().put("theirs", theirs).end());
    settle(plan, id, sent.get().digest(), theirs);
    return new Outcome.Accepted();
  }

  /// Unequal digests open a case of the plan, equal ones close what is open.
  private void settle(PartyId plan, UUID notice, String sender, String receiver) {
    if (!sender.equals(receiver)) {
      add(notice, Kind.CASE_OPENED, reason("numbering.digest", sender, receiver));
      return;
    }
    for (OpenCase open : openCases()) {
      if (planOf(open.notice()).equals(Optional.of(plan))) {
        add(open.notice(), Kind.CASE_CLOSED, Json.Obj.with().put("by", notice.toString()).end());
      }
    }
  }

  private static Json.Obj reason(String code, String sender, String receiver) {
    return Json.Obj.with().put("code", code).put("sender", sender).put("receiver", receiver).end();
  }

  private Optional<PartyId> planOf(UUID notice) {
    return Stream.concat(sentNotices().stream(), takenNotices().stream().map(TakenNotice::notice))
        .filter(each -> each.id().equals(notice))
        .map(PlanNotice::plan)
        .findFirst();
  }

  // What the pages show

  public List<PlanNotice> sentNotices() {
    return parts.journal().all(Kind.NOTICE_SENT).stream()
        .map(
            step -> NoticeJson.read("notice", step.body().canonicalBytes(), NoticeJson::readNotice))
        .toList();
  }

  /// A notice of the peer, and the digest that we computed.
  public record TakenNotice(PlanNotice notice, Instant receivedAt, String ours) {}

  public List<TakenNotice> takenNotices() {
    return parts.journal().all(Kind.NOTICE_TAKEN).stream()
        .map(step -> {
          JsonObjectReader in = step.body().asObject("step");
          JsonObjectReader body = in.object("notice");
          PlanNotice notice = NoticeJson.readNotice(body);
          return new TakenNotice(notice, Instant.parse(in.string("receivedAt")), in.string("ours"));
        })
        .toList();
  }

  /// The digest with which the peer answered a notice of ours.
  public Optional<String> answered(UUID notice) {
    return parts.journal().of(notice).stream()
        .filter(step -> step.kind() == Kind.NOTICE_ANSWERED)
        .map(step -> step.body().asObject("step").string("theirs"))
        .findFirst();
  }

  /// Two registries that should hold the same do not.
  public record OpenCase(UUID notice, Instant since, String code, String sender, String receiver) {}

  public List<OpenCase> openCases() {
    Set<UUID> closed =
        parts.journal().all(Kind.CASE_CLOSED).stream()
            .map(Step::matter)
            .collect(Collectors.toSet());
    return parts.journal().all(Kind.CASE_OPENED).stream()
        .filter(step -> !closed.contains(step.matter()))
        .map(step -> {
          JsonObjectReader in = step.body().asObject("step");
          return new OpenCase(
              step.matter(),
              step.at(),
              in.string("code"),
              in.string("sender"),
              in.string("receiver"));
        })
        .toList();
  }

  // Test numbers

  /// How a test call to a published test number went.
  public enum TestOutcome {
    ANSWERED,
    NO_ANSWER,
    WRONG_DESTINATION,
    UNREACHABLE
  }

  /// @param by the party that called
  public record TestCall(String number, PartyId by, TestOutcome outcome, Instant at) {}

  /// Notes a test call that this side made, and tells the other side.
  public Optional<Refusal> tested(String number, TestOutcome outcome) {
    if (tests().stream().noneMatch(each -> each.test().number().equals(number))) {
      return Optional.of(
          Refusal.of(
              "numbering.not-a-test-number",
              "ليس من أرقام الاختبار المعلنة",
              "not one of the published test numbers"));
    }
    TestCall call = new TestCall(number, parts.us(), outcome, now());
    return parts
        .transactions()
        .within(() -> {
          add(parts.ids().get(), Kind.TEST_CALLED, testCall(call));
          return submit(TEST_RESULT, DataClass.PUBLIC, testCall(call))
                  instanceof Submission.Refused(Refusal refusal)
              ? Optional.of(refusal)
              : Optional.<Refusal>empty();
        });
  }

  private static Json.Obj testCall(TestCall call) {
    return Json.Obj.with()
        .put("number", call.number())
        .put("by", call.by().value())
        .put("outcome", call.outcome().name())
        .put("at", call.at().toString())
        .end();
  }

  private static TestCall readTestCall(JsonObjectReader in) {
    return new TestCall(
        in.string("number"),
        new PartyId(in.string("by")),
        TestOutcome.valueOf(in.string("outcome")),
        Instant.parse(in.string("at")));
  }

  private Outcome takeTestResult(JsonObjectReader in) {
    TestCall call = readTestCall(in);
    boolean isPublished =
        tests().stream().anyMatch(each -> each.test().number().equals(call.number()));
    if (!isPublished || !call.by().equals(parts.them())) {
      return no(
          "numbering.not-a-test-number",
          "ليس من أرقام الاختبار المعلنة",
          "not one of the published test numbers");
    }
    add(parts.ids().get(), Kind.TEST_CALLED, testCall(call));
    return new Outcome.Accepted();
  }

  /// A test number and the newest result of each side.
  public record TestRow(
      PartyId plan,
      PlanNotice.TestNumber test,
      Optional<TestCall> ours,
      Optional<TestCall> theirs) {}

  /// The matrix of results.
  public List<TestRow> tests() {
    List<TestCall> calls =
        parts.journal().all(Kind.TEST_CALLED).stream()
            .map(step -> readTestCall(step.body().asObject("step")))
            .toList();
    return parts.journal().all(Kind.TEST_NUMBERS).stream()
        .map(step -> {
          JsonObjectReader in = step.body().asObject("step");
          PlanNotice.TestNumber test = NoticeJson.readTest(in.object("test"));
          return new TestRow(
              new PartyId(in.string("plan")),
              test,
              newest(calls, test, parts.us()),
              newest(calls, test, parts.them()));
        })
        .toList();
  }

  private static Optional<TestCall> newest(
      List<TestCall> calls, PlanNotice.TestNumber test, PartyId by) {
    return calls.stream()
        .filter(call -> call.number().equals(test.number()) && call.by().equals(by))
        .max(Comparator.comparing(TestCall::at));
  }

  // Misuse

  public Proposal proposeMisuse(MisuseReport report, Person by) {
    return parts.approvals().propose("numbering.misuse", NoticeJson.misuse(report), by);
  }

  private Decision sendMisuse(Proposal proposal) {
    MisuseReport report =
        NoticeJson.read("report", proposal.subject().canonicalBytes(), NoticeJson::readMisuse);
    if (submit(MISUSE, DataClass.AGGREGATE, NoticeJson.misuse(report))
        instanceof Submission.Refused(Refusal refusal)) {
      return new Decision.Refused(refusal);
    }
    add(report.id(), Kind.MISUSE_SENT, NoticeJson.misuse(report));
    return new Decision.Done();
  }

  private Outcome takeMisuse(MisuseReport report) {
    add(report.id(), Kind.MISUSE_TAKEN, NoticeJson.misuse(report));
    return new Outcome.Accepted();
  }

  /// What was done about a report.
  public enum MisuseResult {
    STOPPED,
    NOT_FOUND,
    UNDER_INVESTIGATION,
    NOT_OURS
  }

  /// Answers a report of the other side.
  public Optional<Refusal> answerMisuse(UUID report, MisuseResult result) {
    Json.Obj body =
        Json.Obj.with().put("report", report.toString()).put("result", result.name()).end();
    return parts
        .transactions()
        .within(() -> {
          if (submit(MISUSE_ANSWER, DataClass.AGGREGATE, body)
              instanceof Submission.Refused(Refusal refusal)) {
            return Optional.of(refusal);
          }
          add(report, Kind.MISUSE_ANSWERED, body);
          return Optional.<Refusal>empty();
        });
  }

  private Outcome takeMisuseAnswer(JsonObjectReader in) {
    UUID report = UUID.fromString(in.string("report"));
    MisuseResult result = MisuseResult.valueOf(in.string("result"));
    boolean isOurs =
        parts.journal().of(report).stream().anyMatch(step -> step.kind() == Kind.MISUSE_SENT);
    if (!isOurs) {
      return no("numbering.unknown-report", "لا نعرف هذا البلاغ", "we sent no such report");
    }
    keepMisuseAnswer(report, result);
    return new Outcome.Accepted();
  }

  private UUID keepMisuseAnswer(JsonObjectReader in) {
    UUID report = UUID.fromString(in.string("report"));
    keepMisuseAnswer(report, MisuseResult.valueOf(in.string("result")));
    return report;
  }

  private void keepMisuseAnswer(UUID report, MisuseResult result) {
    Json.Obj body =
        Json.Obj.with().put("report", report.toString()).put("result", result.name()).end();
    add(report, Kind.MISUSE_ANSWERED, body);
  }

  /// A report with what came of it.
  ///
  /// @param isOurs whether this side sent it
  public record MisuseCase(
      MisuseReport report, boolean isOurs, Instant at, Optional<MisuseResult> result) {}

  /// Newest first.
  public List<MisuseCase> misuse() {
    List<MisuseCase> cases = new ArrayList<>();
    for (Kind kind : List.of(Kind.MISUSE_SENT, Kind.MISUSE_TAKEN)) {
      for (Step step : parts.journal().all(kind)) {
        MisuseReport report =
            NoticeJson.read("report", step.body().canonicalBytes(), NoticeJson::readMisuse);
        Optional<MisuseResult> result =
            parts.journal().of(report.id()).stream()
                .filter(each -> each.kind() == Kind.MISUSE_ANSWERED)
                .map(each -> MisuseResult.valueOf(each.body().asObject("step").string("result")))
                .reduce((_, later) -> later);
        cases.add(new MisuseCase(report, kind == Kind.MISUSE_SENT, step.at(), result));
      }
    }
    cases.sort(Comparator.comparing(MisuseCase::at).reversed());
    return cases;
  }

  private static Decision refused(String code, String ar, String en) {
    return new Decision.Refused(Refusal.of(code, ar, en));
  }

  private static Outcome no(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }
}
