package org.wasl.voice.exchange;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Delivery;
import org.wasl.border.Draft;
import org.wasl.border.MessageHandler.Outcome;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.Outbox;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.Call;
import org.wasl.voice.Deal;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.reconciliation.Answering;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.Buckets;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.reconciliation.ClockEstimate;
import org.wasl.voice.reconciliation.ClockSample;
import org.wasl.voice.reconciliation.Clocks;
import org.wasl.voice.reconciliation.Details;
import org.wasl.voice.reconciliation.Explanation;
import org.wasl.voice.reconciliation.Further;
import org.wasl.voice.reconciliation.Masked;
import org.wasl.voice.reconciliation.Matcher;
import org.wasl.voice.reconciliation.Narrowing;
import org.wasl.voice.reconciliation.Pairing;
import org.wasl.voice.reconciliation.Placed;
import org.wasl.voice.reconciliation.Tokens;
import org.wasl.voice.wire.DetailRows;
import org.wasl.voice.wire.FurtherJson;

/// Finds with the other side why lines of a month differ. First both agree on the clocks of their
/// trunk groups: a sample crosses each way, the side that was asked proposes, the one that asked
/// confirms what its own estimate supports. Then sums of buckets cross, sketches where buckets hold
/// other calls, and single rows for what is left ([Narrowing], [Answering]). All of it is destroyed
/// when the month is closed; what stays is the clocks and, by line and cause, how many calls and
/// how much.
final class DifferenceDesk {
  static final Set<String> KINDS =
      Set.of(
          "key-share",
          "clock-sample",
          "clock-proposal",
          "clock-answer",
          "detail-request",
          "detail",
          "detail-further");

  private static final int MAX_CELLS = 20_000;
  private static final int MAX_REQUESTED_BUCKETS = 60_000;
  private static final int MAX_SAMPLE = 4 << 20;
  private static final int MAX_REQUEST = 8 << 20;
  private static final int MOST_SKEW = 1_400;
  private static final int MONTH = 31 * 86_400;
  private static final int EVEN = 5;
  private static final String SHARE = "key-share";
  private static final String CLOCKS = "clocks";
  private static final String PROPOSED = "clocks-proposed";

  private final VoiceDesk.Parts parts;
  private final MonthSteps steps;
  private final LoadedCalls loaded;
  private final Supplier<TrafficAgreement> agreement;
  private final Asking asking;
  private final Map<YearMonth, Known> known = new HashMap<>();

  DifferenceDesk(
      VoiceDesk.Parts parts,
      MonthSteps steps,
      LoadedCalls loaded,
      Supplier<TrafficAgreement> agreement) {
    this.parts = parts;
    this.steps = steps;
    this.loaded = loaded;
    this.agreement = agreement;
    this.asking = new Asking(parts.store(), parts.outcomes());
  }

  /// The tokens of the month that was looked at last: making them anew costs a second a million.
  private record MonthKey(YearMonth period, Tokens tokens) {}

  private volatile @Nullable MonthKey tokens;

  /// How far the search for the differences of a month is.
  enum State {
    NOT_ASKED,
    WAITING,
    REFUSED,
    THERE
  }

  State state(YearMonth period) {
    if (tokens(period).isEmpty()) {
      return State.NOT_ASKED;
    }
    if (!answers(period).isEmpty() && explanation(period).isPresent()) {
      return State.THERE;
    }
    if (refused(period).isPresent()) {
      return State.REFUSED;
    }
    return asking.isBegun(period) ? State.WAITING : State.NOT_ASKED;
  }

  /// Why nothing comes of what was asked last, when it was refused; it can be asked again.
  Optional<AskingRefused> refused(YearMonth period) {
    return asking.refused(period);
  }

  // Steps that are not of the account

  private boolean has(YearMonth period, String type) {
    return rows(period, type).stream().findAny().isPresent();
  }

  private List<Json.Obj> rows(YearMonth period, String type) {
    return parts.store().steps(period).stream()
        .filter(row -> row.asObject("step").string("type").equals(type))
        .toList();
  }

  private void keep(YearMonth period, String type, PartyId asking, Clocks clocks) {
    Json.Obj row =
        Json.Obj.with()
            .put("type", type)
            .put("asking", asking.value())
            .put("body", clocks.json())
            .end();
    parts.store().addStep(period, row);
  }

  private record AgreedClocks(PartyId asking, Clocks clocks) {}

  private List<AgreedClocks> clocks(YearMonth period, String type) {
    List<AgreedClocks> all = new ArrayList<>();
    for (Json.Obj row : rows(period, type)) {
      JsonObjectReader in = row.asObject("step");
      all.add(new AgreedClocks(new PartyId(in.string("asking")), Clocks.read(in.object("body"))));
    }
    return all;
  }

  /// The clocks that both agreed on, once they did.
  Optional<Clocks> agreedClocks(YearMonth period) {
    return clocks(period, CLOCKS).stream().map(AgreedClocks::clocks).findFirst();
  }

  private Optional<Clocks> clocks(YearMonth period, Optional<String> digest) {
    return clocks(period, CLOCKS).stream()
        .map(AgreedClocks::clocks)
        .filter(each -> digest.isEmpty() || digest(each).equals(digest.get()))
        .findFirst();
  }

  private static String digest(Clocks clocks) {
    return Sha256.hex(clocks.json().canonicalBytes());
  }

  // Sending

  private void submit(String type, DataClass dataClass, YearMonth period, byte[] body) {
    Draft draft =
        new Draft(
            parts.peer(),
            new MessageKind("voice", type, 1),
            parts.agreement().gateway(parts.us()),
            parts.agreement().gateway(parts.them()),
            dataClass,
            dataClass.needsLegalBasis() ? Optional.of(ground()) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            type.equals("detail") ? "text/csv" : "application/json",
            body);
    switch (parts.outbox().submit(draft)) {
      case Outbox.Submission.Queued(MessageId id, var _) -> sent(type, dataClass, period, id);
      case Outbox.Submission.AlreadyAnswered _ -> {}
      case Outbox.Submission.Refused(Refusal refusal) -> asking.keptBack(period, type, refusal);
    }
  }

  private void sent(String type, DataClass dataClass, YearMonth period, MessageId id) {
    if (dataClass.needsLegalBasis()) {
      secret(period, id);
    }
    if (type.equals(SHARE) || Asking.QUESTIONS.contains(type)) {
      asking.asked(period, type, id);
    }
  }

  private LegalGround ground() {
    return parts.agreement().ground();
  }

  private void secret(YearMonth period, MessageId id) {
    parts
        .store()
        .addStep(period, Json.Obj.with().put("type", "secret").put("id", id.toString()).end());
  }

  private void audit(Optional<Person> by, String action, YearMonth period, String detail) {
    parts
        .audit()
        .record(new AuditEvent(by, action, period.toString(), Optional.of(ground()), detail));
  }

  // The month's key

  /// Sends our share of the month's key, once.
  void sendShare(YearMonth period) {
    if (parts.store().share(period, parts.us()).isPresent()) {
      return;
    }
    byte[] share = new byte[32];
    parts.random().nextBytes(share);
    parts.store().putShare(period, parts.us(), share);
    submitShare(period, share);
  }

  private void submitShare(YearMonth period, byte[] share) {
    Json.Obj body =
        Json.Obj.with()
            .put("period", period.toString())
            .put("share", Base64.getEncoder().encodeToString(share))
            .end();
    submit(SHARE, DataClass.SENSITIVE, period, body.canonicalBytes());
  }

  Optional<Tokens> tokens(YearMonth period) {
    Optional<byte[]> ours = parts.store().share(period, parts.us());
    Optional<byte[]> theirs = parts.store().share(period, parts.them());
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    MonthKey key = tokens;
    if (key == null || !key.period().equals(period)) {
      key = new MonthKey(period, new Tokens(ours.get(), theirs.get()));
      tokens = key;
    }
    return Optional.of(key.tokens());
  }

  // Our calls as they may be compared

  /// Our calls of some days of the agreement's zone, and of the times around them.
  private List<Call> calls(Set<LocalDate> days) {
    ZoneId zone = parts.agreement().zone();
    List<Call> calls = new ArrayList<>();
    long done = Long.MIN_VALUE;
    for (LocalDate day : new TreeSet<>(days)) {
      long from = Math.max(done, day.atStartOfDay(zone).toEpochSecond() - MOST_SKEW);
      done = day.plusDays(1).atStartOfDay(zone).toEpochSecond() + MOST_SKEW;
      loaded.between(from, done, (_, call) -> calls.add(call));
    }
    return calls;
  }

  /// Our calls of some lines in the form in which they may cross.
  ///
  /// @param receiver whose numbers become 64-bit tokens
  List<Masked> masked(Set<LineKey> keys, Tokens tokens, PartyId receiver) {
    Rater rater = new Rater(agreement.get());
    List<Masked> rows = new ArrayList<>();
    for (Call call : calls(keys.stream().map(LineKey::day).collect(Collectors.toSet()))) {
      Optional<Rated> rated = rater.rate(call);
      if (rated.isPresent()) {
        LineKey key = AccountMaker.key(rated.get());
        if (keys.contains(key)) {
          rows.add(masked(call, rated.get(), key, tokens, receiver));
        }
      }
    }
    return rows;
  }

  private List<Masked> ofMonth(YearMonth period, Tokens tokens, PartyId receiver) {
    Rater rater = new Rater(agreement.get());
    List<Masked> rows = new ArrayList<>();
    for (Call call : loaded) {
      Optional<Rated> rated = call.answered() ? rater.rate(call) : Optional.empty();
      if (rated.isPresent() && YearMonth.from(rated.get().day()).equals(period)) {
        rows.add(masked(call, rated.get(), AccountMaker.key(rated.get()), tokens, receiver));
      }
    }
    return rows;
  }

  /// Calls of lines and of the times around them, and how many there are a day and trunk group.
  private record Around(List<Masked> calls, Map<String, Long> totals) {}

  private Around around(Set<LineKey> keys, Tokens tokens, PartyId receiver) {
    Rater rater = new Rater(agreement.get());
    Set<LocalDate> days = keys.stream().map(LineKey::day).collect(Collectors.toSet());
    List<Masked> rows = new ArrayList<>();
    Map<String, Map<LocalDate, Long>> counts = new HashMap<>();
    for (Call call : calls(days)) {
      Optional<Rated> rated = rater.rate(call);
      if (rated.isEmpty()) {
        continue;
      }
      LineKey key = AccountMaker.key(rated.get());
      if (days.contains(key.day())) {
        counts.computeIfAbsent(call.trunk(), _ -> new HashMap<>()).merge(key.day(), 1L, Long::sum);
      }
      if (keys.contains(key)
          || keys.contains(rater.at(key, call.time() - MOST_SKEW))
          || keys.contains(rater.at(key, call.time() + MOST_SKEW))) {
        rows.add(masked(call, rated.get(), key, tokens, receiver));
      }
    }
    Map<String, Long> totals = new HashMap<>();
    counts.forEach((trunk, byDay) ->
        byDay.forEach(
            (day, calls) -> totals.merge(day + " " + Masked.told(trunk), calls, Long::sum)));
    return new Around(rows, totals);
  }

  private Masked masked(Call call, Rated rated, LineKey key, Tokens tokens, PartyId receiver) {
    boolean calledIsTheirs =
        parts.agreement().form().stream(rated.stream()).payee().equals(receiver);
    long own = calledIsTheirs ? call.to() : call.from();
    long other = calledIsTheirs ? call.from() : call.to();
    return new Masked(
        key,
        tokens.token(own),
        tokens.value16(other),
        call.time(),
        call.seconds(),
        rated.billed(),
        rated.exact(),
        call.trunk());
  }

  private List<Placed> placed(List<Masked> calls, Clocks clocks) {
    return Placed.of(calls, parts.us(), clocks, new Rater(agreement.get())::at);
  }

  /// Lines of deals have no calls of their own: they follow from the other lines.
  private static boolean isOfCalls(LineKey key) {
    return !key.band().equals(Deal.BAND);
  }

  private Set<LineKey> questionable(YearMonth period) {
    return steps.month(period).comparison().stream()
        .flatMap(both -> both.questionable().stream())
        .map(Comparison.Cell::key)
        .filter(DifferenceDesk::isOfCalls)
        .collect(Collectors.toSet());
  }

  // Asking

  /// Begins the search behind the lines that lie over the tolerance: by the clocks, or, where they
  /// are agreed on, by the sums. What was refused is asked again from the start.
  ///
  /// @return whether there was anything to ask
  boolean ask(YearMonth period, Person by) {
    Optional<Tokens> tokens = tokens(period);
    Set<LineKey> lines = questionable(period);
    State now = state(period);
    boolean askable = now == State.NOT_ASKED || now == State.REFUSED;
    if (tokens.isEmpty() || lines.isEmpty() || !askable) {
      return false;
    }
    boolean clocksStand = asking.refused(period, Set.of("clock-answer")).isEmpty();
    parts
        .transactions()
        .within(() -> {
          if (asking.isShareRefused(period)) {
            submitShare(period, parts.store().share(period, parts.us()).orElseThrow());
          }
          asking.begin(period);
          Optional<Clocks> agreed = agreedClocks(period);
          if (agreed.isPresent() && clocksStand) {
            sendRequest(period, agreed.get(), tokens.get());
          } else {
            sendSample(period, tokens.get());
          }
          audit(Optional.of(by), "voice.details.request", period, lines.size() + " lines");
        });
    return true;
  }

  private void sendSample(YearMonth period, Tokens tokens) {
    ClockSample sample = ClockSample.of(ofMonth(period, tokens, parts.us()));
    submit(
        "clock-sample", DataClass.PERSONAL, period, sampled(period, sample).end().canonicalBytes());
  }

  private static Json.Builder sampled(YearMonth period, ClockSample sample) {
    String lines = new String(sample.bytes(), StandardCharsets.UTF_8);
    return Json.Obj.with()
        .put("period", period.toString())
        .putStrings("sample", lines.lines().toList());
  }

  private static ClockSample sample(JsonObjectReader in) {
    String lines = String.join("\n", in.strings("sample"));
    return ClockSample.read(lines.getBytes(StandardCharsets.UTF_8));
  }

  private void sendRequest(YearMonth period, Clocks clocks, Tokens tokens) {
    Set<LineKey> keys =
        questionable(period).stream().sorted().limit(MAX_CELLS).collect(Collectors.toSet());
    List<Masked> calls =
        placed(around(keys, tokens, parts.us()).calls(), clocks).stream()
            .map(Placed::common)
            .filter(call -> keys.contains(call.key()))
            .toList();
    List<Json> cells = new ArrayList<>();
    Buckets.of(keys, calls, Math.max(Buckets.CALLS, calls.size() / MAX_REQUESTED_BUCKETS))
        .sums()
        .forEach((key, sums) ->
            cells.add(
                key.writeInto(Json.Obj.with())
                    .putStrings("buckets", sums.stream().map(BucketSum::text).toList())
                    .end()));
    Json.Obj body =
        Json.Obj.with()
            .put("period", period.toString())
            .put("clocks", digest(clocks))
            .put("cells", new Json.Arr(cells))
            .end();
    submit("detail-request", DataClass.PERSONAL, period, body.canonicalBytes());
  }

  // What the answers come to

  private record Settled(Narrowing narrowing, Details told, Clocks clocks, Around ours) {}

  /// An explanation with what it was made from.
  private record Known(int answers, int files, int sheets, Optional<Explanation> explanation) {}

  private List<Details> answers(YearMonth period) {
    return parts.store().details(period).stream()
        .skip(asking.answeredBefore(period))
        .filter(body -> !isJson(body))
        .map(DetailRows::read)
        .toList();
  }

  /// All rows that came.
  List<Masked> received(YearMonth period) {
    Details told = Details.together(answers(period));
    List<Masked> rows = new ArrayList<>(told.calls());
    rows.addAll(told.moved());
    return rows;
  }

  private static boolean isJson(byte[] body) {
    return body.length > 0 && body[0] == '{';
  }

  private Optional<Settled> settled(YearMonth period) {
    Optional<Tokens> tokens = tokens(period);
    List<Details> answers = answers(period);
    if (tokens.isEmpty() || answers.isEmpty()) {
      return Optional.empty();
    }
    Details told = Details.together(answers);
    Clocks clocks = clocks(period, Optional.of(told.clocks())).orElse(Clocks.UNKNOWN);
    Around ours = around(told.sizes().keySet(), tokens.get(), parts.us());
    Narrowing narrowing =
        Narrowing.of(
            placed(ours.calls(), clocks),
            answers,
            parts.them(),
            clocks,
            new Rater(agreement.get())::at);
    return Optional.of(new Settled(narrowing, told, clocks, ours));
  }

  /// Why the lines differ, once nothing more is to be asked.
  synchronized Optional<Explanation> explanation(YearMonth period) {
    int answers = parts.store().details(period).size();
    int sheets = parts.store().sheets().size();
    Known before = known.get(period);
    if (before != null
        && before.answers() == answers
        && before.files() == loaded.files().size()
        && before.sheets() == sheets) {
      return before.explanation();
    }
    Optional<Explanation> now =
        settled(period).filter(each -> each.narrowing().next().isEmpty()).map(this::explained);
    known.put(period, new Known(answers, loaded.files().size(), sheets, now));
    return now;
  }

  private Explanation explained(Settled settled) {
    Narrowing narrowing = settled.narrowing();
    boolean agreed = !settled.clocks().lines().isEmpty();
    Pairing.Result pairing =
        Pairing.of(narrowing.ours(), narrowing.theirs(), agreed ? Matcher.AGREED : Matcher.USUAL);
    Rater rater = new Rater(agreement.get());
    Buckets buckets = Buckets.sized(settled.told().sizes(), List.of());
    long margin = agreed ? settled.clocks().most(MONTH) + EVEN : MOST_SKEW / 2;
    Set<Buckets.Place> spanning = new HashSet<>();
    for (Placed call : placed(settled.ours().calls(), settled.clocks())) {
      if (spans(rater, call.common(), margin)) {
        spanning.add(buckets.placeOf(call.common()));
      }
    }
    return Explanation.of(
        narrowing,
        pairing,
        key -> parts.agreement().form().stream(key.stream()).payer().equals(parts.us()),
        call -> spans(rater, call, margin),
        spanning,
        parts.agreement().zone(),
        settled.ours().totals(),
        settled.told().totals());
  }

  /// Whether a call runs over the edge of a band, by the common clock or by one that is off by the
  /// margin.
  private static boolean spans(Rater rater, Masked call, long margin) {
    return rater.spansBands(call.time() - margin, (int) (call.billed() + 2 * margin));
  }

  // What the other side sends

  Outcome handle(Delivery delivery, byte[] body) {
    return switch (delivery.kind().type()) {
      case "key-share" -> takeShare(delivery, body);
      case "clock-sample" -> takeSample(delivery, body);
      case "clock-proposal" -> takeProposal(delivery, body);
      case "clock-answer" -> takeAgreedClocks(body);
      case "detail-request" -> answerRequest(delivery, body);
      case "detail-further" -> answerFurther(delivery, body);
      default -> takeDetail(delivery, body);
    };
  }

  /// Puts back what this side had sent since the backup.
  void recall(Delivery own, byte[] body) {
    switch (own.kind().type()) {
      case "key-share" -> {
        Share share = share(body);
        parts.store().putShare(share.period(), parts.us(), share.bytes());
        sent(SHARE, DataClass.SENSITIVE, share.period(), own.id());
      }
      case "clock-sample" -> {
        YearMonth period = StepJson.period(json("clock-sample", body));
        asking.begin(period);
        sent("clock-sample", DataClass.PERSONAL, period, own.id());
      }
      case "clock-proposal" -> {
        Proposed proposed = proposed(body);
        keep(proposed.period(), PROPOSED, parts.them(), proposed.clocks());
        secret(proposed.period(), own.id());
      }
      case "clock-answer" -> {
        JsonObjectReader in = json("clock-answer", body);
        YearMonth period = StepJson.period(in);
        keep(period, CLOCKS, parts.us(), Clocks.read(in.object("clocks")));
        sent("clock-answer", DataClass.BUSINESS, period, own.id());
      }
      case "detail-request" -> {
        YearMonth period = StepJson.period(json("detail-request", body));
        if (!asking.isBegun(period) || asking.hasAsked(period, "detail-request")) {
          asking.begin(period);
        }
        sent("detail-request", DataClass.PERSONAL, period, own.id());
      }
      case "detail-further" ->
          sent("detail-further", DataClass.PERSONAL, FurtherJson.read(body).period(), own.id());
      default -> periodOf(DetailRows.read(body)).ifPresent(period -> secret(period, own.id()));
    }
  }

  private static JsonObjectReader json(String type, byte[] body) {
    return JsonReader.read(type, body, MAX_REQUEST).asObject(type);
  }

  private record Share(YearMonth period, byte[] bytes) {}

  private static Share share(byte[] body) {
    JsonObjectReader in = JsonReader.read("key-share", body, 1024).asObject("key-share");
    YearMonth period = StepJson.period(in);
    byte[] share = Base64.getDecoder().decode(in.string("share"));
    in.end();
    return new Share(period, share);
  }

  private Outcome takeShare(Delivery delivery, byte[] body) {
    Share share = share(body);
    if (share.bytes().length != 32) {
      return refused("voice.share", "طول الحصة 32 بايت", "a share has 32 bytes");
    }
    parts.store().putShare(share.period(), parts.them(), share.bytes());
    secret(share.period(), delivery.id());
    return new Outcome.Accepted();
  }

  private static Outcome early() {
    return refused(
        "voice.details.early",
        "لا تُطلب التفاصيل قبل تبادل الحسابين ومفتاح الشهر والاتفاق على الساعات",
        "details are asked after both accounts, the month's key and the clocks");
  }

  private Outcome takeSample(Delivery delivery, byte[] body) {
    JsonObjectReader in =
        JsonReader.read("clock-sample", body, MAX_SAMPLE).asObject("clock-sample");
    YearMonth period = StepJson.period(in);
    ClockSample theirs = sample(in);
    in.end();
    Optional<Tokens> tokens = tokens(period);
    if (tokens.isEmpty() || questionable(period).isEmpty()) {
      return early();
    }
    secret(period, delivery.id());
    List<Masked> ours = ofMonth(period, tokens.get(), parts.them());
    long from = period.atDay(1).atStartOfDay(parts.agreement().zone()).toEpochSecond();
    Clocks clocks = Clocks.of(from, ClockEstimate.of(parts.us(), ours, parts.them(), theirs));
    keep(period, PROPOSED, parts.them(), clocks);
    Json.Obj proposal = sampled(period, ClockSample.of(ours)).put("clocks", clocks.json()).end();
    submit("clock-proposal", DataClass.PERSONAL, period, proposal.canonicalBytes());
    return new Outcome.Accepted();
  }

  private record Proposed(YearMonth period, ClockSample sample, Clocks clocks) {}

  private static Proposed proposed(byte[] body) {
    JsonObjectReader in =
        JsonReader.read("clock-proposal", body, MAX_SAMPLE).asObject("clock-proposal");
    YearMonth period = StepJson.period(in);
    ClockSample sample = sample(in);
    Clocks clocks = Clocks.read(in.object("clocks"));
    in.end();
    return new Proposed(period, sample, clocks);
  }

  private Outcome takeProposal(Delivery delivery, byte[] body) {
    Proposed proposed = proposed(body);
    YearMonth period = proposed.period();
    Optional<Tokens> tokens = tokens(period);
    if (tokens.isEmpty() || !asking.isBegun(period)) {
      return early();
    }
    secret(period, delivery.id());
    if (asking.hasAsked(period, "detail-request")) {
      return new Outcome.Accepted();
    }
    List<Masked> ours = ofMonth(period, tokens.get(), parts.us());
    Clocks confirmed =
        proposed
            .clocks()
            .confirmedBy(ClockEstimate.of(parts.us(), ours, parts.them(), proposed.sample()));
    keep(period, CLOCKS, parts.us(), confirmed);
    Json.Obj answer =
        Json.Obj.with().put("period", period.toString()).put("clocks", confirmed.json()).end();
    submit("clock-answer", DataClass.BUSINESS, period, answer.canonicalBytes());
    sendRequest(period, confirmed, tokens.get());
    return new Outcome.Accepted();
  }

  private Outcome takeAgreedClocks(byte[] body) {
    JsonObjectReader in = json("clock-answer", body);
    YearMonth period = StepJson.period(in);
    Clocks clocks = Clocks.read(in.object("clocks"));
    in.end();
    boolean ours =
        clocks(period, PROPOSED).stream()
            .map(AgreedClocks::clocks)
            .anyMatch(each ->
                each.from() == clocks.from()
                    && each.lines().entrySet().containsAll(clocks.lines().entrySet()));
    if (!ours) {
      return refused(
          "voice.clocks.other",
          "ليست هذه الساعات التي اقترحناها",
          "these are not the clocks that we proposed");
    }
    if (clocks(period, Optional.of(digest(clocks))).isEmpty()) {
      keep(period, CLOCKS, parts.them(), clocks);
    }
    return new Outcome.Accepted();
  }

  /// What the other side asked: its sums, under clocks that we know.
  private record Request(YearMonth period, Clocks clocks, String digest, Buckets theirs) {}

  private Optional<Request> request(byte[] body) {
    JsonObjectReader in = json("detail-request", body);
    YearMonth period = StepJson.period(in);
    String digest = in.string("clocks");
    Map<LineKey, List<BucketSum>> theirs = new TreeMap<>();
    in.objects("cells")
        .forEach(each -> {
          LineKey key = LineKey.read(each);
          theirs.put(key, each.strings("buckets").stream().map(BucketSum::read).toList());
          each.end();
        });
    in.end();
    theirs.keySet().retainAll(questionable(period));
    return clocks(period, Optional.of(digest))
        .map(clocks -> new Request(period, clocks, digest, new Buckets(theirs)));
  }

  private Optional<Answering> answering(Request request) {
    return tokens(request.period())
        .map(tokens -> {
          Around ours = around(request.theirs().sums().keySet(), tokens, parts.them());
          return new Answering(
              request.digest(),
              placed(ours.calls(), request.clocks()),
              ours.totals(),
              request.theirs());
        });
  }

  private Outcome answerRequest(Delivery delivery, byte[] body) {
    Optional<Request> request = request(body);
    Optional<Answering> answering = request.flatMap(this::answering);
    if (answering.isEmpty()) {
      return early();
    }
    YearMonth period = request.get().period();
    parts.store().addDetail(period, body);
    secret(period, delivery.id());
    return send(period, answering.get().first());
  }

  private Outcome answerFurther(Delivery delivery, byte[] body) {
    FurtherJson asked = FurtherJson.read(body);
    YearMonth period = asked.period();
    Optional<Answering> answering =
        parts.store().details(period).stream()
            .filter(DifferenceDesk::isJson)
            .flatMap(each -> request(each).stream())
            .filter(each -> each.digest().equals(asked.clocks()))
            .findFirst()
            .flatMap(this::answering);
    if (answering.isEmpty()) {
      return early();
    }
    secret(period, delivery.id());
    return send(period, answering.get().further(asked.further()));
  }

  private Outcome send(YearMonth period, Details details) {
    int rows = details.calls().size() + details.moved().size();
    if (rows > DetailRows.MAX_ROWS) {
      return refused(
          "voice.details.too-many",
          "الفروق أكثر من أن تُرسل مكالمة مكالمة: " + rows,
          "more calls differ than are sent one by one: " + rows);
    }
    submit("detail", DataClass.PERSONAL, period, DetailRows.write(details));
    audit(Optional.empty(), "voice.details.send", period, rows + " rows");
    return new Outcome.Accepted();
  }

  private Outcome takeDetail(Delivery delivery, byte[] body) {
    Details details = DetailRows.read(body);
    Optional<YearMonth> period = periodOf(details);
    if (period.isEmpty() || tokens(period.get()).isEmpty()) {
      return early();
    }
    parts.store().addDetail(period.get(), body);
    secret(period.get(), delivery.id());
    Optional<Further> next = settled(period.get()).flatMap(each -> each.narrowing().next());
    if (next.isPresent()) {
      FurtherJson further = new FurtherJson(period.get(), details.clocks(), next.get());
      submit("detail-further", DataClass.PERSONAL, period.get(), further.bytes());
    }
    return new Outcome.Accepted();
  }

  private Optional<YearMonth> periodOf(Details details) {
    return parts.store().periods().stream()
        .filter(period -> clocks(period, Optional.of(details.clocks())).isPresent())
        .findFirst();
  }

  // Closing

  /// Destroys the key and the details of a closed month; what stays is the summary.
  synchronized void close(YearMonth period) {
    explanation(period).ifPresent(why -> parts.store().addStep(period, summary(why)));
    tokens = null;
    known.remove(period);
    parts.store().destroySecrets(period);
    for (Json.Obj row : rows(period, "secret")) {
      parts.eraser().accept(MessageId.parse(row.asObject("step").string("id")));
    }
  }

  /// What stays of the explanation when the key and the details go: per line and cause, how many
  /// calls and how much. No call, no keyed value.
  private static Json.Obj summary(Explanation why) {
    List<Json> rows = new ArrayList<>();
    why.cells()
        .forEach((key, cell) ->
            cell.parts()
                .forEach((cause, part) ->
                    rows.add(
                        key.writeInto(Json.Obj.with())
                            .put("cause", cause.code())
                            .put("calls", part.calls())
                            .put("x", part.exact().toString())
                            .end())));
    return Json.Obj.with().put("type", "causes").put("rows", new Json.Arr(rows)).end();
  }

  /// Why the lines differ, by line and cause: from the details while they are there, from the
  /// summary once the month is closed.
  Map<LineKey, Map<Cause, Explanation.Part>> causes(YearMonth period) {
    Map<LineKey, Map<Cause, Explanation.Part>> causes = new TreeMap<>();
    explanation(period)
        .ifPresent(why -> why.cells().forEach((key, cell) -> causes.put(key, cell.parts())));
    for (Json.Obj row : causes.isEmpty() ? rows(period, "causes") : List.<Json.Obj>of()) {
      row.asObject("step").objects("rows").forEach(each -> addCause(causes, each));
    }
    return causes;
  }

  /// Whether the causes of a closed month went with its details before they were summed up here:
  /// after a restore from a backup that is older than the closing.
  boolean lostCauses(YearMonth period) {
    return asking.isBegun(period)
        && tokens(period).isEmpty()
        && !has(period, "causes")
        && !questionable(period).isEmpty();
  }

  private static void addCause(
      Map<LineKey, Map<Cause, Explanation.Part>> causes, JsonObjectReader in) {
    LineKey key = LineKey.read(in);
    Cause cause = Cause.ofCode(in.string("cause"));
    Explanation.Part part =
        new Explanation.Part(in.integer("calls"), new BigInteger(in.string("x")));
    causes.computeIfAbsent(key, _ -> new TreeMap<>()).put(cause, part);
  }

  private static Outcome refused(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }
}
