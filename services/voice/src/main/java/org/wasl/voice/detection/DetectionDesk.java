package org.wasl.voice.detection;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Delivery;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.numbering.NationalPlan;
import org.wasl.terms.LegalGround;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.quality.QualityDesk;

/// The desk of illegal use: searches for bypass together with the other side, day by day, runs the
/// detectors over its own records, keeps cases. It opens cases and raises them; reviewing is a
/// person's, closing takes two, and nothing is ever done to a number.
///
/// How a day is searched with the other side stands at [BypassSearches].
public final class DetectionDesk implements MessageHandler {
  private static final String PURPOSE = "illegal-use";
  private static final String CLOSE = "detection.close";
  private static final String CASE_PREFIX = "case ";
  private static final int MAX_NUMBERS = 5_000_000;

  private final Parts parts;
  private final LegalGround ground;
  private final BypassSearches searches;
  private final ReentrantLock examining = new ReentrantLock();

  /// What a desk is made of.
  ///
  /// @param terms on which days are searched by themselves
  /// @param legFiles what was found in the files of our elements
  /// @param originals the records behind what cases show of them
  /// @param compared whether the accounts of both sides of a month are there
  /// @param eraser destroys the body of a border message
  /// @param outcomes what the other side answered to a border message: `accepted`, or `refused` and
  ///   a code
  public record Parts(
      TrafficAgreement agreement,
      NationalPlan plan,
      Profile profile,
      SearchTerms terms,
      Predicate<YearMonth> compared,
      PartyId us,
      PartyId them,
      NodeId peer,
      DetectionStore store,
      LegRecords records,
      Supplier<List<LegFile.Summary>> legFiles,
      Originals originals,
      QualityDesk quality,
      Outbox outbox,
      Approvals approvals,
      AuditTrail audit,
      Transactions transactions,
      Consumer<MessageId> eraser,
      Function<MessageId, Optional<String>> outcomes,
      InstantSource clock,
      SecureRandom random,
      Supplier<UUID> ids) {}

  public DetectionDesk(Parts parts) {
    this.parts = parts;
    LegalGround agreed = parts.agreement().ground();
    this.ground = new LegalGround(agreed.basis(), agreed.instrument(), PURPOSE, Optional.empty());
    this.searches = new BypassSearches(parts, ground, this::openFor);
    parts.approvals().effect(CLOSE, this::close);
  }

  public Profile profile() {
    return parts.profile();
  }

  public PartyId us() {
    return parts.us();
  }

  /// The quality of the routes whose records this desk reads.
  public QualityDesk quality() {
    return parts.quality();
  }

  /// The files of our elements in which lines were put aside.
  public List<LegFile.Summary> damagedLegFiles() {
    return parts.legFiles().get().stream().filter(each -> !each.flaws().isEmpty()).toList();
  }

  public TrafficAgreement agreement() {
    return parts.agreement();
  }

  // Cases

  /// All cases, the newest first.
  public List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String subject : parts.store().subjects()) {
      if (subject.startsWith(CASE_PREFIX)) {
        UUID id = UUID.fromString(subject.substring(CASE_PREFIX.length()));
        cases.add(Case.of(id, parts.store().steps(subject)));
      }
    }
    cases.sort(
        Comparator.comparing((Case each) -> each.opened()).thenComparing(Case::id).reversed());
    return cases;
  }

  /// Opens a case for a person to read: a read of personal data, written to the audit trail.
  public Optional<Case> read(UUID id, Person reader) {
    Optional<Case> found = find(id);
    found.ifPresent(each -> audit(reader, "detection.case.read", id.toString(), ""));
    return found;
  }

  /// The records of ours behind a piece of a case's evidence, as they came, with whole numbers: a
  /// read of personal data, written to the audit trail.
  ///
  /// @param number of the evidence, from 1, in the order of the case
  /// @return nothing where the case has no such record of ours
  public Optional<List<Originals.Original>> originals(UUID id, int number, Person reader) {
    return find(id)
        .filter(each -> number >= 1 && number <= each.evidence().size())
        .map(each -> each.evidence().get(number - 1))
        .filter(each -> !each.theirs())
        .map(each -> {
          audit(reader, "detection.record.read", id + ":" + number, "");
          return parts.originals().behind(each);
        });
  }

  private Optional<Case> find(UUID id) {
    List<Json.Obj> steps = parts.store().steps(CASE_PREFIX + id);
    return steps.isEmpty() ? Optional.empty() : Optional.of(Case.of(id, steps));
  }

  private void audit(Person by, String action, String object, String detail) {
    parts
        .audit()
        .record(new AuditEvent(Optional.of(by), action, object, Optional.of(ground), detail));
  }

  /// A person's finding; it may be changed until the case is closed.
  ///
  /// @return why not, when the note holds a number or the case is closed
  public Optional<Refusal> review(UUID id, Case.Verdict verdict, String note, Person by) {
    Optional<Case> found = find(id);
    if (found.isEmpty() || !found.get().isOpen()) {
      return Optional.of(
          Refusal.of("detection.closed", "لا قضية مفتوحة بهذا الرقم", "no such case is open"));
    }
    if (note.length() > FreeText.MAX_CHARACTERS || FreeText.holdsNumber(note)) {
      return Optional.of(
          Refusal.of(
              "detection.note",
              "الملاحظة أطول من 500 حرف أو فيها رقم مشترك",
              "the note is longer than 500 characters or holds a subscriber's number"));
    }
    parts
        .transactions()
        .within(() -> {
          parts
              .store()
              .addStep(
                  CASE_PREFIX + id,
                  Case.reviewed(by.user(), parts.clock().instant(), verdict, note));
          audit(by, "detection.case.review", id.toString(), verdict.name());
        });
    return Optional.empty();
  }

  /// Proposes to close a reviewed case with its verdict; a second person approves.
  public Proposal proposeClose(UUID id, Person by) {
    Case found = find(id).orElseThrow(() -> new IllegalArgumentException("no such case"));
    if (found.state() != Case.State.REVIEWED) {
      throw new IllegalStateException("a case is reviewed before it is closed");
    }
    Json.Obj subject =
        Json.Obj.with()
            .put("case", id.toString())
            .put("verdict", found.verdict().orElseThrow().name())
            .end();
    return parts.approvals().propose(CLOSE, subject, by);
  }

  private Decision close(Proposal proposal, Person approver) {
    JsonObjectReader in = proposal.subject().asObject("proposal");
    UUID id = UUID.fromString(in.string("case"));
    Case.Verdict verdict = Case.Verdict.valueOf(in.string("verdict"));
    in.end();
    Optional<Case> found = find(id);
    boolean same = found.flatMap(Case::verdict).filter(verdict::equals).isPresent();
    if (found.isEmpty() || found.get().state() != Case.State.REVIEWED || !same) {
      return new Decision.Refused(
          Refusal.of(
              "detection.changed",
              "تغيّرت القضية منذ الاقتراح",
              "the case has changed since the proposal"));
    }
    String both = proposal.proposedBy().user() + ", " + approver.user();
    parts.store().addStep(CASE_PREFIX + id, Case.closed(both, parts.clock().instant(), verdict));
    audit(approver, "detection.case.close", id.toString(), verdict.name());
    return new Decision.Done();
  }

  private record Of(Rule rule, String subject) {}

  private Map<Of, Case> open() {
    Map<Of, Case> open = new HashMap<>();
    cases().stream()
        .filter(Case::isOpen)
        .forEach(each -> open.put(new Of(each.rule(), each.subject()), each));
    return open;
  }

  // One side

  /// Runs the detectors over the own records of a day.
  ///
  /// @return how many cases it opened
  public int examine(LocalDate day, Person by) {
    return examine(day, Optional.of(by));
  }

  /// Notes that calls of these days are being loaded; inside the transaction that loads them, so
  /// that none is forgotten whatever happens next.
  public void loading(Set<LocalDate> days) {
    parts.store().addDue(days);
    parts.store().addUnsearched(days, parts.clock().instant());
  }

  /// Notes that records of our elements came beside the loaded calls.
  ///
  /// @param legs of a file that is stored
  public void came(List<Leg> legs) {
    Set<LocalDate> days =
        legs.stream()
            .map(leg -> dayOf(Instant.ofEpochSecond(leg.time())))
            .collect(Collectors.toSet());
    parts.transactions().within(() -> loading(days));
  }

  /// Runs the detectors over the days that are due, one after the other; a day that cannot be
  /// looked at stays due, and the others are looked at nevertheless.
  ///
  /// @return the days that could not be looked at
  public List<NotExamined> examineDue() {
    List<NotExamined> failed = new ArrayList<>();
    for (DetectionStore.Due each : parts.store().due()) {
      try {
        examine(each.day(), Optional.empty());
        parts.transactions().within(() -> parts.store().removeDue(each));
      } catch (RuntimeException e) {
        failed.add(new NotExamined(each.day(), e.getClass().getName()));
      }
    }
    return failed;
  }

  /// A day that could not be looked at.
  ///
  /// @param failure of what kind; not what it says, which may name numbers
  public record NotExamined(LocalDate day, String failure) {
    @Override
    public String toString() {
      return day + " " + failure;
    }
  }

  /// One at a time: two who look at the same calls would each open the same cases.
  private int examine(LocalDate day, Optional<Person> by) {
    examining.lock();
    try {
      return examineAlone(day, by);
    } finally {
      examining.unlock();
    }
  }

  private int examineAlone(LocalDate day, Optional<Person> by) {
    Examination examination =
        new Examination(parts.profile(), parts.plan(), parts.agreement().zone(), MAX_NUMBERS);
    Examination.Result result = examination.of(parts.records(), day);
    if (by.isEmpty() && result.found().isEmpty()) {
      return 0;
    }
    return parts
        .transactions()
        .within(() -> {
          int opened = openFor(result.found());
          if (by.isPresent() || opened > 0) {
            String detail = opened + " cases, " + result.unwatched() + " records found no room";
            parts
                .audit()
                .record(
                    new AuditEvent(
                        by, "detection.examine", day.toString(), Optional.of(ground), detail));
          }
          return opened;
        });
  }

  private int openFor(List<Confirmation> found) {
    Map<Of, Case> open = open();
    Set<Seen> seen = new HashSet<>();
    for (Case each : found.isEmpty() ? List.<Case>of() : cases()) {
      seen.add(new Seen(each.rule(), each.subject(), dayOf(each.opened())));
    }
    int opened = 0;
    for (Confirmation each : found) {
      Of of = new Of(each.sign().rule(), each.sign().subject());
      LocalDate day = dayOf(Instant.ofEpochSecond(each.sign().at()));
      if (open.containsKey(of) || seen.contains(new Seen(of.rule(), of.subject(), day))) {
        raise(Optional.ofNullable(open.get(of)), each);
        continue;
      }
      String id = CASE_PREFIX + parts.ids().get();
      List<Evidence> evidence = new ArrayList<>();
      for (Leg leg : each.sample()) {
        evidence.add(Evidence.ours(evidence.size() + 1, leg, leg.time()));
      }
      parts
          .store()
          .addStep(
              id,
              Case.opened(
                  of.rule(), of.subject(), parts.profile().shadow(), each.sign().at(), evidence));
      if (each.holds()) {
        parts.store().addStep(id, Case.raised(each.sign().at()));
      }
      open.put(
          of,
          Case.of(UUID.fromString(id.substring(CASE_PREFIX.length())), parts.store().steps(id)));
      opened++;
    }
    return opened;
  }

  /// A case of a day: looked at again when more of the day's records come, never opened twice.
  private record Seen(Rule rule, String subject, LocalDate day) {}

  private LocalDate dayOf(Instant at) {
    return at.atZone(parts.agreement().zone()).toLocalDate();
  }

  /// A lead that the exact figures hold now.
  private void raise(Optional<Case> lead, Confirmation now) {
    boolean raises =
        now.holds() && lead.filter(each -> each.state() == Case.State.LEAD).isPresent();
    if (raises) {
      String id = CASE_PREFIX + lead.orElseThrow().id();
      parts.store().addStep(id, Case.raised(now.sign().at()));
    }
  }

  // Two sides

  /// Begins the search of a day by sending our share of its key; one that was refused begins anew.
  ///
  /// @return whether it was begun now
  public boolean search(LocalDate day, Person by) {
    return searches.search(day, by);
  }

  /// Goes on with the searches of days: begins what both sides agreed to search by itself, once the
  /// records of a day are there, answers what waited for our records, ends what was refused.
  ///
  /// @return the days that could not be searched
  public List<NotExamined> searchDue() {
    return searches.goOn();
  }

  /// All searches, the newest day first.
  public List<BypassSearches.Search> searches() {
    return searches.list();
  }

  /// Whether and when days are searched without anybody asking.
  public SearchTerms searchTerms() {
    return parts.terms();
  }

  @Override
  public Lane lane() {
    return new Lane("voice");
  }

  @Override
  public Set<MessageKind> kinds() {
    return BypassSearches.KINDS;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    return searches.handle(delivery);
  }

  /// Puts back what this side had sent since the backup.
  @Override
  public void recall(Delivery own) {
    searches.recall(own);
  }

  private void openFor(Suspects suspects, Leftovers leftovers, ReceivingClocks clocks) {
    Map<Of, Case> open = open();
    Map<String, List<Case>> byNumber =
        cases().stream()
            .filter(each -> each.rule() == Rule.BYPASS)
            .collect(Collectors.groupingBy(Case::subject));
    suspects
        .byNumber()
        .forEach((number, hits) -> {
          Of of = new Of(Rule.BYPASS, Long.toString(number));
          Optional<Case> known = Optional.ofNullable(open.get(of));
          List<Case> ofNumber = byNumber.getOrDefault(of.subject(), List.of());
          String id = CASE_PREFIX + known.map(Case::id).orElseGet(() -> parts.ids().get());
          int before = known.map(Case::hits).orElse(0);
          boolean raised = known.flatMap(Case::raised).isPresent();
          for (Suspects.Hit hit : hits) {
            if (ofNumber.stream().anyMatch(each -> each.holds(hit, clocks))) {
              continue;
            }
            before++;
            List<Evidence> evidence = evidence(before, hit, leftovers, clocks);
            parts
                .store()
                .addStep(
                    id,
                    before == 1
                        ? Case.opened(
                            of.rule(),
                            of.subject(),
                            parts.profile().shadow(),
                            hit.seenAt(),
                            evidence)
                        : Case.hit(hit.seenAt(), evidence));
            if (!raised && before >= suspects.raisedAt()) {
              raised = true;
              parts.store().addStep(id, Case.raised(hit.seenAt()));
            }
          }
        });
  }

  private static List<Evidence> evidence(
      int event, Suspects.Hit hit, Leftovers leftovers, ReceivingClocks clocks) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.theirs(event, leftovers.rows().get(hit.row())));
    hit.how().legs().forEach(leg -> evidence.add(Evidence.ours(event, leg, clocks.time(leg))));
    return evidence;
  }

  /// Alarms of each day and how many people said they can look at.
  ///
  /// @param alarms raised on that day, in shadow or not
  /// @param median from the first sign to the alarm
  public record Load(LocalDate day, int alarms, int budget, Duration median) {
    public boolean isOver() {
      return alarms > budget;
    }
  }

  public List<Load> load() {
    Map<LocalDate, List<Duration>> byDay = new TreeMap<>(Comparator.reverseOrder());
    for (Case each : cases()) {
      each.raised()
          .ifPresent(at ->
              byDay
                  .computeIfAbsent(dayOf(at), _ -> new ArrayList<>())
                  .add(Duration.between(each.opened(), at)));
    }
    List<Load> load = new ArrayList<>();
    byDay.forEach((day, waits) -> {
      waits.sort(Comparator.naturalOrder());
      Duration median = waits.get(waits.size() / 2);
      load.add(new Load(day, waits.size(), parts.profile().alertsADay(), median));
    });
    return load;
  }

  /// The moment of the desk's clock.
  public Instant now() {
    return parts.clock().instant();
  }
}
