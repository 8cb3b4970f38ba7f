package org.wasl.numbering.administering;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wasl.border.AuditTrail;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.administering.Application.Decided;
import org.wasl.numbering.administering.Application.Kind;
import org.wasl.numbering.administering.Exhaustion.Used;
import org.wasl.numbering.keeping.Journal;
import org.wasl.numbering.keeping.Journal.Step;
import org.wasl.numbering.proposing.PlanProposals;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.Organisation;
import org.wasl.terms.country.Organisation.Role;
import org.wasl.terms.country.Party;
import org.wasl.terms.country.Sourced.Confidence;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// The administration of our own plan. Whatever changes the plan is proposed by one person and
/// approved by another; what an approved decision does, and the decision itself, are one
/// transaction.
public final class Administration {
  private static final String DECISION = "numbering.decision";
  private static final Set<Role> OPERATORS =
      Set.of(Role.MOBILE_OPERATOR, Role.FIXED_OPERATOR, Role.GATEWAY);

  private final Parts parts;

  /// What an administration is made of.
  ///
  /// @param party whose plan it is
  public record Parts(
      Party party,
      Rules rules,
      Registry registry,
      PlanProposals proposals,
      Journal journal,
      Approvals approvals,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock,
      Supplier<UUID> ids) {}

  public Administration(Parts parts) {
    this.parts = parts;
    parts.approvals().effect(DECISION, (proposal, _) -> carryOut(proposal));
  }

  public Rules rules() {
    return parts.rules();
  }

  private Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ZoneId zone() {
    return parts.party().zone();
  }

  // Applications

  /// Takes an application; the id is new.
  public Application apply(
      OrganisationId applicant,
      Resource resource,
      CodeRange codes,
      int digits,
      PlanEntry.Usage usage,
      long monthlyNeed,
      String purpose,
      Person by) {
    Application application =
        new Application(
            parts.ids().get(),
            applicant,
            resource,
            codes,
            digits,
            usage,
            monthlyNeed,
            purpose,
            now(),
            Optional.empty());
    parts.party().organisation(applicant);
    allocated(application, Span.from(now()), Status.ALLOCATED, "0");
    parts
        .transactions()
        .within(() -> {
          parts
              .journal()
              .add(
                  new Step(
                      application.id(),
                      Journal.Kind.APPLIED,
                      now(),
                      Applications.json(application)));
          parts
              .audit()
              .record(
                  new AuditTrail.AuditEvent(
                      Optional.of(by),
                      "numbering.apply",
                      application.id().toString(),
                      Optional.empty(),
                      ""));
        });
    return application;
  }

  /// Newest first.
  public List<Application> applications() {
    List<Application> all = new ArrayList<>();
    for (Step step : parts.journal().all(Journal.Kind.APPLIED)) {
      all.add(Applications.read(step, parts.journal().of(step.matter())));
    }
    return all.reversed();
  }

  /// @throws IllegalArgumentException when there is none
  public Application application(UUID id) {
    return applications().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no application " + id));
  }

  /// Everything that can be checked without a person.
  public List<Check> checks(Application application) {
    return List.of(
        eligible(application),
        free(application),
        inside(application),
        used(application),
        needed(application));
  }

  private Check eligible(Application application) {
    Organisation organisation = parts.party().organisation(application.applicant());
    boolean passed = organisation.roles().stream().anyMatch(OPERATORS::contains);
    return passed
        ? check("eligible", true, "مقدم الطلب مشغّل", "the applicant is an operator")
        : check("eligible", false, "مقدم الطلب ليس مشغّلاً", "the applicant is not an operator");
  }

  private List<PlanEntry> overlapping(Application application) {
    Span future = Span.from(now());
    return parts.registry().entries(parts.party().id()).stream()
        .filter(each ->
            each.resource() == application.resource()
                && each.codes().overlaps(application.codes())
                && each.valid().overlaps(future))
        .toList();
  }

  private Check free(Application application) {
    List<PlanEntry> taken =
        overlapping(application).stream().filter(each -> each.status() != Status.FREE).toList();
    if (taken.isEmpty()) {
      return check("free", true, "المجال حر", "the range is free");
    }
    String ar =
        taken.stream()
            .map(each -> each.codes() + " " + each.status().text().ar())
            .collect(Collectors.joining("، "));
    String en =
        taken.stream()
            .map(each -> each.codes() + " " + each.status().text().en())
            .collect(Collectors.joining(", "));
    return check("free", false, "غير حر: " + ar, "not free: " + en);
  }

  /// A block lies inside one code that is open for blocks or held by the applicant.
  private Check inside(Application application) {
    if (application.resource() != Resource.E164_BLOCK) {
      return check("inside", true, "ليس كتلة", "not a block");
    }
    Optional<PlanEntry> code =
        parts.registry().entries(parts.party().id()).stream()
            .filter(each -> each.resource() == Resource.E164_NDC)
            .filter(each -> each.valid().holds(now()))
            .filter(each -> each.codes().contains(application.codes()))
            .filter(each -> each.usage() == application.usage())
            .filter(each -> each.holder().isEmpty() || isHeldBy(each, application.applicant()))
            .findFirst();
    return code.isPresent()
        ? check(
            "inside",
            true,
            "ضمن الرمز " + code.get().codes(),
            "inside the code " + code.get().codes())
        : check(
            "inside",
            false,
            "ليس ضمن رمز مفتوح لهذا الاستخدام",
            "not inside a code that is open for this use");
  }

  private static boolean isHeldBy(PlanEntry entry, OrganisationId organisation) {
    return entry.holder().flatMap(Holder::organisation).equals(Optional.of(organisation));
  }

  private Check used(Application application) {
    Optional<Utilisation> latest = latest(application.applicant());
    int asked = parts.rules().growthPercent();
    if (latest.isEmpty()) {
      boolean none = !holdsAnything(application.applicant());
      return none
          ? check("used", true, "لا يحوز أرقاماً بعد", "holds nothing yet")
          : check(
              "used", false, "لا تقرير استخدام لما يحوزه", "no report of the use of what it holds");
    }
    int percent = latest.get().percent();
    return check(
        "used",
        percent >= asked,
        "الاستخدام " + percent + "% والمطلوب " + asked + "%",
        "utilisation " + percent + " %, asked " + asked + " %");
  }

  private boolean holdsAnything(OrganisationId applicant) {
    return parts.registry().entries(parts.party().id()).stream()
        .anyMatch(each ->
            each.resource().isNumbers()
                && each.status().isGiven()
                && each.valid().holds(now())
                && isHeldBy(each, applicant));
  }

  private Check needed(Application application) {
    Optional<Exhaustion> exhaustion = exhaustion(application.applicant());
    int most = parts.rules().mostMonths();
    if (exhaustion.isEmpty()) {
      long months =
          application.monthlyNeed() == 0
              ? Long.MAX_VALUE
              : application.numbers() / application.monthlyNeed();
      boolean passed = months <= most;
      String text = months == Long.MAX_VALUE ? "∞" : Long.toString(months);
      return check(
          "needed",
          passed,
          "يكفي المطلوب " + text + " شهراً بحسب توقعه، والحد " + most,
          "by its own forecast what it asks lasts " + text + " months; limit " + most);
    }
    long months = exhaustion.get().months();
    String latest = exhaustion.get().latest().map(String::valueOf).orElse("∞");
    return check(
        "needed",
        months <= most,
        "ينفد ما يحوزه بعد "
            + months
            + " شهراً ("
            + exhaustion.get().earliest()
            + "–"
            + latest
            + ")، والحد "
            + most,
        "what it holds runs out in "
            + months
            + " months ("
            + exhaustion.get().earliest()
            + "–"
            + latest
            + "); limit "
            + most);
  }

  private static Check check(String code, boolean passed, String ar, String en) {
    return new Check(code, passed, new LocalizedText(ar, en));
  }

  // Decisions

  /// Proposes what to decide.
  public Proposal proposeDecision(UUID application, Kind kind, String conditions, Person by) {
    if (conditions.length() > 1_000) {
      throw new IllegalArgumentException("conditions have at most 1,000 characters");
    }
    Json.Obj subject =
        Json.Obj.with()
            .put("application", application.toString())
            .put("kind", kind.name())
            .put("conditions", conditions)
            .end();
    return parts.approvals().propose(DECISION, subject, by);
  }

  private Decision carryOut(Proposal proposal) {
    JsonObjectReader in = proposal.subject().asObject("decision");
    Application application = application(UUID.fromString(in.string("application")));
    Kind kind = Kind.valueOf(in.string("kind"));
    String conditions = in.string("conditions");
    in.end();
    boolean reservedBefore =
        application.decision().filter(each -> each.kind() == Kind.RESERVED).isPresent();
    if (application.decision().isPresent() && !(reservedBefore && kind == Kind.ALLOCATED)) {
      return refused(
          "numbering.decided", "سبق البتّ في الطلب", "the application was decided before");
    }
    Decided decided = decided(kind, conditions, checks(application));
    if (kind != Kind.REFUSED
        && parts.registry().record(change(application, decided))
            instanceof Registry.Recording.Refused(Refusal refusal)) {
      return new Decision.Refused(refusal);
    }
    parts
        .journal()
        .add(new Step(application.id(), Journal.Kind.DECIDED, now(), Applications.json(decided)));
    return new Decision.Done();
  }

  private Decided decided(Kind kind, String conditions, List<Check> checks) {
    int year = now().atZone(zone()).getYear();
    long before =
        parts.journal().all(Journal.Kind.DECIDED).stream()
            .filter(step -> step.at().atZone(zone()).getYear() == year)
            .count();
    return new Decided(
        kind,
        year + "-" + (before + 1),
        now(),
        conditions,
        kind == Kind.RESERVED
            ? Optional.of(now().plus(parts.rules().reservation()))
            : Optional.empty(),
        checks);
  }

  private PlanChange change(Application application, Decided decided) {
    List<PlanEntry> entries = new ArrayList<>();
    if (decided.until().isPresent()) {
      Instant until = decided.until().get();
      PlanEntry reserved =
          allocated(application, new Span(now(), until), Status.RESERVED, decided.number());
      entries.add(reserved);
      entries.add(
          reserved.becoming(
              Status.FREE, Span.from(until), reserved.citation(), "the reservation ended"));
    } else {
      entries.add(allocated(application, Span.from(now()), Status.ALLOCATED, decided.number()));
    }
    return administered(entries);
  }

  private PlanChange administered(List<PlanEntry> entries) {
    return new PlanChange(
        parts.ids().get(), parts.party().id(), PlanChange.Ground.ADMINISTERED, entries, List.of());
  }

  private PlanEntry allocated(Application application, Span valid, Status status, String decision) {
    LocalizedText name =
        parts
            .party()
            .organisation(application.applicant())
            .nameOn(LocalDate.ofInstant(now(), zone()));
    return new PlanEntry(
        application.resource(),
        application.codes(),
        application.digits(),
        application.digits(),
        application.usage(),
        Optional.of(new Holder(name.en(), Optional.of(application.applicant()))),
        status,
        Optional.empty(),
        valid,
        Optional.empty(),
        new Citation("decision " + decision, "1", Confidence.CONFIRMED),
        "");
  }

  /// Proposes that an allocated range goes into service.
  public Proposal proposeActivation(PlanEntry entry, Person by) {
    PlanEntry active =
        entry.becoming(Status.IN_SERVICE, Span.from(now()), own("activation", entry), entry.note());
    return parts.proposals().propose(administered(List.of(active)), by);
  }

  /// Proposes to take a range back: it announces its end, then rests, and then is free.
  public Proposal proposeRecovery(PlanEntry entry, String reason, Person by) {
    Instant start = now();
    Instant rest = start.plus(parts.rules().windDown());
    Instant free = rest.plus(parts.rules().quarantine());
    Citation source = own("recovery", entry);
    return parts
        .proposals()
        .propose(
            administered(
                List.of(
                    entry.becoming(Status.WITHDRAWN, new Span(start, rest), source, reason),
                    entry.becoming(Status.QUARANTINE, new Span(rest, free), source, reason),
                    entry.becoming(Status.FREE, Span.from(free), source, ""))),
            by);
  }

  private Citation own(String what, PlanEntry entry) {
    return new Citation(
        what + " " + LocalDate.ofInstant(now(), zone()),
        entry.codes().toString(),
        Confidence.CONFIRMED);
  }

  // Use

  /// Takes a holder's report of its numbers.
  public void report(Utilisation use) {
    parts.party().organisation(use.holder());
    parts
        .transactions()
        .within(() ->
            parts
                .journal()
                .add(
                    new Step(
                        parts.ids().get(),
                        Journal.Kind.REPORTED_USE,
                        now(),
                        Applications.json(use))));
  }

  /// In order of day.
  public List<Utilisation> reports() {
    return parts.journal().all(Journal.Kind.REPORTED_USE).stream()
        .map(step -> Applications.readUse(step.body().asObject("report")))
        .sorted(Comparator.comparing(Utilisation::on))
        .toList();
  }

  public Optional<Utilisation> latest(OrganisationId holder) {
    return reports().stream()
        .filter(each -> each.holder().equals(holder))
        .reduce((_, later) -> later);
  }

  /// When the numbers of a holder run out: by its own reports, or, while there are too few of them,
  /// by the growth that the others report.
  public Optional<Exhaustion> exhaustion(OrganisationId holder) {
    Map<OrganisationId, List<Used>> histories =
        reports().stream()
            .collect(
                Collectors.groupingBy(
                    Utilisation::holder,
                    TreeMap::new,
                    Collectors.mapping(
                        each -> new Used(each.on(), each.assigned() + each.intermediate()),
                        Collectors.toList())));
    List<Used> own = histories.getOrDefault(holder, List.of());
    if (own.isEmpty()) {
      return Optional.empty();
    }
    long available = latest(holder).orElseThrow().available();
    List<List<Used>> others =
        histories.entrySet().stream()
            .filter(each -> !each.getKey().equals(holder))
            .map(Map.Entry::getValue)
            .toList();
    return Exhaustion.of(own, available)
        .or(() -> Exhaustion.ofPeers(others, own.getLast().count(), available));
  }

  /// Numbers of a holder beyond what half a year of believable growth needs: available less the
  /// growth of the last report, which counts at most as the rules allow.
  public long excess(OrganisationId holder) {
    List<Utilisation> own =
        reports().stream().filter(each -> each.holder().equals(holder)).toList();
    if (own.size() < 2) {
      return 0;
    }
    Utilisation last = own.getLast();
    Utilisation before = own.get(own.size() - 2);
    long used = last.assigned() + last.intermediate();
    long growth = Math.max(0, used - before.assigned() - before.intermediate());
    long believed = Math.min(growth, used * parts.rules().growthCapPercent() / 100);
    return Math.max(0, last.available() - believed);
  }

  /// Ranges that were allocated so long ago that they are taken back if they are still not active.
  public List<PlanEntry> unused() {
    Instant limit = now().minus(parts.rules().unused());
    return parts.registry().entries(parts.party().id()).stream()
        .filter(each ->
            each.resource().isNumbers()
                && each.status() == Status.ALLOCATED
                && each.valid().holds(now())
                && each.valid().from().isBefore(limit))
        .toList();
  }

  private static Decision refused(String code, String ar, String en) {
    return new Decision.Refused(Refusal.of(code, ar, en));
  }
}
