package org.wasl.voice.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.MessageHandler.Outcome;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.Outbox;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.Leg;
import org.wasl.voice.reconciliation.Tokens;

/// The searches of days for bypass, together with the other side.
///
/// The search of a day: shares of its key cross, each once its side's records of the day are there;
/// each side sends the sieve of what came in from the other; each answers with its calls left over;
/// each lays those to its own records, opens cases, and answers with counts. Then the key and the
/// messages are destroyed; a key of both sides lives a day at most. A day can be searched again,
/// under another key, when more of its records are there.
///
/// Days are searched by themselves only on agreed [SearchTerms]: once the accounts of both sides of
/// their month are there, or no file with their calls came for a while; again only when more calls
/// were loaded since.
public final class BypassSearches {
  private static final MessageKind KEY = kind("bypass-key");
  private static final MessageKind SIEVE = kind("bypass-sieve");
  private static final MessageKind LEFT = kind("bypass-left");
  private static final MessageKind SUMMARY = kind("bypass-summary");
  static final Set<MessageKind> KINDS = Set.of(KEY, SIEVE, LEFT, SUMMARY);

  private static final String DAY_PREFIX = "day ";
  private static final int MARGIN = 3_600;
  private static final Duration KEY_LIFE = Duration.ofDays(1);
  private static final String TIMED_OUT = "detection.timed-out";
  private static final String REFUSED = "refused ";

  /// So many days are searched at once when nobody asked; the others wait their turn.
  private static final int MOST_AT_ONCE = 8;

  /// So few calls left over cross in any case; more only up to two thirds of the day's: beyond that
  /// the other side lacks records, and the rows would be a list of our calls.
  private static final int FEW = 50;

  private final DetectionDesk.Parts parts;
  private final LegalGround ground;
  private final CaseOpener opener;

  /// Opens cases for what a search found.
  interface CaseOpener {
    void open(Suspects suspects, Leftovers leftovers, ReceivingClocks clocks);
  }

  BypassSearches(DetectionDesk.Parts parts, LegalGround ground, CaseOpener opener) {
    this.parts = parts;
    this.ground = ground;
    this.opener = opener;
  }

  private static MessageKind kind(String type) {
    return new MessageKind("voice", type, 1);
  }

  private Instant now() {
    return parts.clock().instant();
  }

  private void audit(Optional<Person> by, String action, LocalDate day, String detail) {
    parts.audit().record(new AuditEvent(by, action, day.toString(), Optional.of(ground), detail));
  }

  // How far a day is

  /// How far the search of a day is.
  public enum Stage {
    /// The other side began; our records of the day are not there yet.
    WAITS_FOR_US,
    WAITS_FOR_THEM,
    RUNNING,
    REFUSED,
    OVER
  }

  /// What both directions of a day's search came to.
  ///
  /// @param found of their calls by us, `told` of our calls by them; absent until it is there
  /// @param refusal code, where it was refused
  /// @param byUs whether we refused it
  public record Search(
      LocalDate day,
      Optional<BypassSummary> found,
      Optional<BypassSummary> told,
      Stage stage,
      Optional<String> refusal,
      boolean byUs) {
    public boolean over() {
      return stage == Stage.OVER;
    }
  }

  /// All searches, the newest day first.
  List<Search> list() {
    List<Search> searches = new ArrayList<>();
    for (String subject : parts.store().subjects()) {
      if (subject.startsWith(DAY_PREFIX)) {
        searches.add(search(LocalDate.parse(subject.substring(DAY_PREFIX.length()))));
      }
    }
    searches.sort(Comparator.comparing(Search::day).reversed());
    return searches;
  }

  private Search search(LocalDate day) {
    Optional<End> end = refused(day).or(() -> has(day) ? Optional.empty() : ended(day));
    Stage stage = end.isPresent() ? Stage.REFUSED : stage(day);
    return new Search(
        day,
        summary(day, "found"),
        summary(day, "told"),
        stage,
        end.map(End::code),
        end.filter(End::byUs).isPresent());
  }

  private Stage stage(LocalDate day) {
    boolean ours = parts.store().share(day, parts.us()).isPresent();
    boolean theirs = parts.store().share(day, parts.them()).isPresent();
    if (ours) {
      return theirs ? Stage.RUNNING : Stage.WAITS_FOR_THEM;
    }
    return theirs ? Stage.WAITS_FOR_US : Stage.OVER;
  }

  private boolean has(LocalDate day) {
    return parts.store().share(day, parts.us()).isPresent()
        || parts.store().share(day, parts.them()).isPresent();
  }

  /// How a search ended without a result.
  private record End(String code, boolean byUs) {}

  /// Whether the search that runs was refused by the other side.
  private Optional<End> refused(LocalDate day) {
    return running(day).stream()
        .filter(row -> is(row, "secret"))
        .flatMap(row -> parts.outcomes().apply(id(row)).stream())
        .filter(outcome -> outcome.startsWith(REFUSED))
        .map(outcome -> new End(outcome.substring(REFUSED.length()), false))
        .findFirst();
  }

  /// Whether the last search ended without a result.
  private Optional<End> ended(LocalDate day) {
    return steps(day).reversed().stream()
        .filter(row -> is(row, "searched"))
        .limit(1)
        .map(row -> row.asObject("day"))
        .filter(in -> in.has("refused"))
        .map(in -> new End(in.string("refused"), in.bool("byUs")))
        .findFirst();
  }

  private List<Json.Obj> steps(LocalDate day) {
    return parts.store().steps(DAY_PREFIX + day);
  }

  /// The steps of a day's search that runs: those behind the last one that was over.
  private List<Json.Obj> running(LocalDate day) {
    List<Json.Obj> all = steps(day);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (is(all.get(i), "searched")) {
        return all.subList(i + 1, all.size());
      }
    }
    return all;
  }

  private static boolean is(Json.Obj row, String type) {
    return row.asObject("day").string("type").equals(type);
  }

  private static MessageId id(Json.Obj row) {
    return MessageId.parse(row.asObject("day").string("id"));
  }

  /// When a step of the running search was taken.
  private Optional<Instant> at(LocalDate day, String type) {
    return running(day).stream()
        .filter(row -> is(row, type))
        .map(row -> Instant.parse(row.asObject("day").string("at")))
        .findFirst();
  }

  private Optional<BypassSummary> summary(LocalDate day, String type) {
    Optional<BypassSummary> newest = Optional.empty();
    for (Json.Obj row : steps(day)) {
      Json summary = row.members().get("summary");
      if (is(row, type) && summary != null) {
        newest = Optional.of(BypassSummary.read(summary.canonicalBytes()));
      }
    }
    return newest;
  }

  private void step(LocalDate day, Json.Obj step) {
    parts.store().addStep(DAY_PREFIX + day, step);
  }

  private void mark(LocalDate day, String type) {
    step(day, Json.Obj.with().put("type", type).put("at", now().toString()).end());
  }

  private void keep(LocalDate day, String type, BypassSummary summary) {
    step(day, Json.Obj.with().put("type", type).put("summary", summary.json()).end());
  }

  private void secret(LocalDate day, MessageId id) {
    step(day, Json.Obj.with().put("type", "secret").put("id", id.toString()).end());
  }

  // Beginning

  boolean search(LocalDate day, Person by) {
    return parts
        .transactions()
        .within(() -> {
          audit(Optional.of(by), "detection.search", day, "");
          refused(day).ifPresent(end -> abandon(day, end));
          return parts.store().share(day, parts.us()).isEmpty() && begin(day);
        });
  }

  /// Sends our share. Where somebody else does so in the same moment, theirs stays.
  ///
  /// @return whether it was let out
  private boolean begin(LocalDate day) {
    byte[] share = new byte[32];
    parts.random().nextBytes(share);
    parts.store().putShare(day, parts.us(), share);
    if (!Arrays.equals(parts.store().share(day, parts.us()).orElseThrow(), share)) {
      join(day);
      return false;
    }
    mark(day, "begun");
    boolean out =
        submit(day, KEY, DataClass.SENSITIVE, "application/json", BypassMessages.share(day, share));
    if (out) {
      join(day);
    }
    return out;
  }

  /// Both shares are there: what came in from the other side goes out as a sieve.
  private void join(LocalDate day) {
    Optional<Tokens> tokens = tokens(day);
    if (tokens.isPresent()) {
      mark(day, "joined");
      byte[] sieve = receiving(day, tokens.get()).sieve().bytes();
      submit(day, SIEVE, DataClass.PERSONAL, "text/plain", BypassMessages.dated(day, sieve));
    }
  }

  /// Sends; what our own node does not let out ends the search.
  private boolean submit(
      LocalDate day, MessageKind kind, DataClass dataClass, String media, byte[] body) {
    Draft draft =
        new Draft(
            parts.peer(),
            kind,
            parts.agreement().gateway(parts.us()),
            parts.agreement().gateway(parts.them()),
            dataClass,
            dataClass.needsLegalBasis() ? Optional.of(ground) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            media,
            body);
    return switch (parts.outbox().submit(draft)) {
      case Outbox.Submission.Queued(MessageId id, var _) -> {
        if (dataClass.needsLegalBasis()) {
          secret(day, id);
        }
        yield true;
      }
      case Outbox.Submission.AlreadyAnswered _ -> true;
      case Outbox.Submission.Refused(Refusal refusal) -> {
        abandon(day, new End(refusal.code(), true));
        yield false;
      }
    };
  }

  private Optional<Tokens> tokens(LocalDate day) {
    Optional<byte[]> ours = parts.store().share(day, parts.us());
    Optional<byte[]> theirs = parts.store().share(day, parts.them());
    return ours.isPresent() && theirs.isPresent()
        ? Optional.of(new Tokens(ours.get(), theirs.get()))
        : Optional.empty();
  }

  private List<Leg> legs(LocalDate day, int margin) {
    ZoneId zone = parts.agreement().zone();
    long from = day.atStartOfDay(zone).toEpochSecond();
    long to = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    return parts.records().between(from - margin, to + margin);
  }

  private ReceivingSide receiving(LocalDate day, Tokens tokens) {
    List<Leg> legs = legs(day, MARGIN);
    NumberKinds kinds = new NumberKinds(parts.plan(), day, parts.profile().premium());
    return new ReceivingSide(
        parts.profile().bypass(),
        tokens,
        parts.profile()::isIncoming,
        number -> number > 0 && kinds.kind(number) == NumberKinds.HOME,
        legs,
        legs);
  }

  // By itself

  /// @return the days that could not be searched
  List<DetectionDesk.NotExamined> goOn() {
    List<DetectionDesk.NotExamined> failed = new ArrayList<>();
    List<LocalDate> keyed = parts.store().keyed();
    for (LocalDate day : keyed) {
      guarded(day, failed, () -> tidy(day));
    }
    int room = MOST_AT_ONCE - parts.store().keyed().size();
    for (DetectionStore.Unsearched each : parts.store().unsearched()) {
      if (room > 0 && isDue(each)) {
        guarded(each.day(), failed, () -> beginAlone(each.day()));
        room--;
      }
    }
    for (DetectionStore.Unsearched each : parts.store().unsearched()) {
      each.refusal().ifPresent(code -> failed.add(new DetectionDesk.NotExamined(each.day(), code)));
    }
    return failed;
  }

  private void guarded(LocalDate day, List<DetectionDesk.NotExamined> failed, Runnable work) {
    try {
      parts.transactions().within(work::run);
    } catch (RuntimeException e) {
      failed.add(new DetectionDesk.NotExamined(day, e.getClass().getName()));
    }
  }

  private void beginAlone(LocalDate day) {
    audit(Optional.empty(), "detection.search", day, "by the terms of both sides");
    begin(day);
  }

  /// Ends what was refused or has lasted too long; answers what waited for our records.
  private void tidy(LocalDate day) {
    Optional<End> end = refused(day);
    boolean old = at(day, "joined").filter(at -> at.plus(KEY_LIFE).isBefore(now())).isPresent();
    if (end.isPresent() || old) {
      abandon(day, end.orElse(new End(TIMED_OUT, true)));
    } else if (stage(day) == Stage.WAITS_FOR_US && mayAnswer(day)) {
      audit(Optional.empty(), "detection.search", day, "asked by the other side");
      begin(day);
    }
  }

  private boolean isDue(DetectionStore.Unsearched each) {
    return parts.terms().byItself()
        && each.refusal().isEmpty()
        && !has(each.day())
        && isThere(each)
        && hasGateway(each.day());
  }

  /// Whether the records of a day are there, as far as can be told.
  private boolean isThere(DetectionStore.Unsearched each) {
    LocalDate day = each.day();
    Instant end = day.plusDays(1).atStartOfDay(parts.agreement().zone()).toInstant();
    boolean first = steps(day).stream().noneMatch(row -> is(row, "searched"));
    boolean declared = first && parts.compared().test(YearMonth.from(day));
    boolean quiet = !each.loaded().plus(parts.terms().quiet()).isAfter(now());
    return end.plusSeconds(MARGIN).isBefore(now()) && (declared || quiet);
  }

  /// Without our records every call of the other side would look as if it had not arrived, and
  /// would cross.
  private boolean mayAnswer(LocalDate day) {
    boolean filling =
        parts.terms().byItself()
            && parts.store().unsearched().stream()
                .anyMatch(
                    each -> each.day().equals(day) && each.refusal().isEmpty() && !isThere(each));
    return !filling && hasGateway(day);
  }

  /// Records of subscribers alone make no sieve.
  private boolean hasGateway(LocalDate day) {
    ZoneId zone = parts.agreement().zone();
    return !parts
        .records()
        .gatewayBetween(
            day.atStartOfDay(zone).toEpochSecond(),
            day.plusDays(1).atStartOfDay(zone).toEpochSecond())
        .isEmpty();
  }

  // What the other side sends

  Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return refused("voice.body-absent", "لا متن للرسالة", "the message has no body");
    }
    try {
      return switch (delivery.kind().type()) {
        case "bypass-key" -> takeShare(delivery, BypassMessages.share(body));
        case "bypass-sieve" -> takeSieve(delivery, BypassMessages.dated(body));
        case "bypass-left" -> takeLeft(delivery, BypassMessages.dated(body));
        default -> takeSummary(BypassSummary.read(body));
      };
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return refused(
          "voice.malformed",
          "رسالة غير سليمة: " + e.getMessage(),
          "malformed message: " + e.getMessage());
    }
  }

  private static Outcome refused(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }

  private Outcome takeShare(Delivery delivery, BypassMessages.Share share) {
    LocalDate day = share.day();
    anew(day, parts.store().share(day, parts.them()), share.bytes());
    parts.store().putShare(day, parts.them(), share.bytes());
    secret(day, delivery.id());
    if (parts.store().share(day, parts.us()).isPresent()) {
      join(day);
    } else if (mayAnswer(day)) {
      begin(day);
    }
    return new Outcome.Accepted();
  }

  /// Another share than the one that is known says that a new search begins.
  private void anew(LocalDate day, Optional<byte[]> known, byte[] share) {
    if (known.isPresent() && !Arrays.equals(known.get(), share)) {
      end(day, Json.Obj.with().put("type", "searched").put("at", now().toString()).end());
    }
  }

  private Outcome takeSieve(Delivery delivery, BypassMessages.Dated dated) {
    LocalDate day = dated.day();
    Optional<Tokens> tokens = tokens(day);
    if (tokens.isEmpty()) {
      return early();
    }
    secret(day, delivery.id());
    List<Leg> outgoing =
        legs(day, 0).stream()
            .filter(leg -> leg.point() == Leg.Point.GATEWAY_OUT && leg.answered())
            .filter(leg -> parts.profile().isOutgoing(leg.element()))
            .toList();
    OriginatingSide.Found found =
        OriginatingSide.search(outgoing, Sieve.read(dated.content()), tokens.get());
    int rows = found.leftovers().rows().size();
    if (rows > FEW && rows * 3L > outgoing.size() * 2L) {
      Refusal most =
          Refusal.of(
              "detection.most-left",
              "ليست معظم مكالماتنا في سجلات بوابتكم لهذا اليوم؛ حمّلوا سجلاته كاملة ثم ابحثوا من جديد",
              "most of our calls are not among your gateway's of this day; load all its records,"
                  + " then search again");
      abandon(day, new End(most.code(), true));
      return new Outcome.Refused(most);
    }
    byte[] body = BypassMessages.dated(day, found.leftovers().bytes());
    if (submit(day, LEFT, DataClass.PERSONAL, "text/csv", body)) {
      audit(Optional.empty(), "detection.leftovers.send", day, rows + " rows");
    }
    return new Outcome.Accepted();
  }

  private static Outcome early() {
    return refused(
        "detection.early",
        "لا بحث قبل تبادل مفتاح اليوم",
        "there is no search before the day's key is exchanged");
  }

  private Outcome takeLeft(Delivery delivery, BypassMessages.Dated dated) {
    LocalDate day = dated.day();
    Optional<Tokens> tokens = tokens(day);
    if (tokens.isEmpty()) {
      return early();
    }
    secret(day, delivery.id());
    Leftovers leftovers = Leftovers.read(dated.content());
    ReceivingSide receiving = receiving(day, tokens.get());
    List<Arrival> arrivals = receiving.find(leftovers);
    Suspects suspects = Suspects.of(arrivals, parts.profile().bypass().raisedAt());
    opener.open(suspects, leftovers, receiving.clocks());
    BypassSummary summary = BypassSummary.of(day, leftovers, arrivals, suspects);
    byte[] body = summary.json().canonicalBytes();
    if (submit(day, SUMMARY, DataClass.AGGREGATE, "application/json", body)) {
      keep(day, "found", summary);
      finish(day);
    }
    return new Outcome.Accepted();
  }

  private Outcome takeSummary(BypassSummary summary) {
    if (parts.store().share(summary.day(), parts.us()).isEmpty()) {
      return early();
    }
    keep(summary.day(), "told", summary);
    finish(summary.day());
    return new Outcome.Accepted();
  }

  // Ending

  /// When both directions are searched, the key and all that came under it are destroyed.
  private void finish(LocalDate day) {
    List<Json.Obj> running = running(day);
    boolean both =
        running.stream().anyMatch(row -> is(row, "found"))
            && running.stream().anyMatch(row -> is(row, "told"));
    if (both) {
      parts.store().searched(day, at(day, "begun").orElse(now()));
      end(day, Json.Obj.with().put("type", "searched").put("at", now().toString()).end());
    }
  }

  private void abandon(LocalDate day, End end) {
    audit(Optional.empty(), "detection.search.end", day, end.code());
    parts.store().refuseSearch(day, end.code());
    end(
        day,
        Json.Obj.with()
            .put("type", "searched")
            .put("at", now().toString())
            .put("refused", end.code())
            .put("byUs", end.byUs())
            .end());
  }

  private void end(LocalDate day, Json.Obj last) {
    List<Json.Obj> over = List.copyOf(running(day));
    step(day, last);
    parts.store().destroyShares(day);
    over.stream().filter(row -> is(row, "secret")).forEach(row -> parts.eraser().accept(id(row)));
  }

  void recall(Delivery own) {
    if (!(own.content() instanceof Content.Present(byte[] body))) {
      return;
    }
    switch (own.kind().type()) {
      case "bypass-key" -> {
        BypassMessages.Share share = BypassMessages.share(body);
        anew(share.day(), parts.store().share(share.day(), parts.us()), share.bytes());
        mark(share.day(), "begun");
        parts.store().putShare(share.day(), parts.us(), share.bytes());
        secret(share.day(), own.id());
      }
      case "bypass-summary" -> {
        BypassSummary summary = BypassSummary.read(body);
        keep(summary.day(), "found", summary);
        finish(summary.day());
      }
      default -> secret(BypassMessages.dated(body).day(), own.id());
    }
  }
}
