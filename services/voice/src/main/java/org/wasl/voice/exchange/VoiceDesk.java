package org.wasl.voice.exchange;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.Posted;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.border.proving.EvidenceBundle;
import org.wasl.numbering.guarding.StrayCalls;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.contesting.ContestAnswer.Kind;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;
import org.wasl.terms.country.Party;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.accounting.Booked;
import org.wasl.voice.accounting.BothTrunks;
import org.wasl.voice.accounting.Coverage;
import org.wasl.voice.accounting.Suspense;
import org.wasl.voice.accounting.TrafficShape;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.Segments;
import org.wasl.voice.mediation.SequenceGap;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.rating.ZoneClock;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.reconciliation.Clocks;
import org.wasl.voice.reconciliation.Details;
import org.wasl.voice.reconciliation.Explanation;
import org.wasl.voice.reconciliation.Masked;
import org.wasl.voice.reconciliation.Tokens;
import org.wasl.voice.wire.DetailRows;

/// The settlement analyst's desk: loads call records, makes and declares the account of a month,
/// compares it with the other side's, explains the differences, contests and answers, agrees and
/// signs. Everything that binds the country is a proposal that a second person approves; its
/// effect, the message and the stored step are one transaction.
public final class VoiceDesk implements MessageHandler {
  public static final Lane VOICE = new Lane("voice");

  private static final List<String> STEPS = MonthSteps.TYPES;

  private final Parts parts;
  private final LoadedCalls loaded = new LoadedCalls();
  private final SuspendedCalls suspended = new SuspendedCalls(loaded);
  private final SheetBook sheetBook;
  private final MonthSteps steps;
  private final StatementDesk statements;
  private final DueBook dueBook;
  private final DisputeBook disputeBook;
  private final DifferenceDesk differences;
  private final Originals originals;
  private final CoverageBook coverageBook;
  private volatile HearsOfLoading hearsOfLoading = new Deaf();

  /// What a desk is made of.
  ///
  /// @param strays hears of each call of a file, and counts those of numbers that nobody holds
  /// @param legs takes the legs of mobile networks that loaded files bring
  /// @param eraser destroys the body of a border message
  /// @param receipts the receipt of a border message, once the other side countersigned
  /// @param outcomes what the other side answered to a border message: `accepted`, or `refused` and
  ///   a code
  /// @param signatures of a border message, once the other side countersigned
  public record Parts(
      TrafficAgreement agreement,
      PartyId us,
      PartyId them,
      NodeId peer,
      VoiceStore store,
      Segments segments,
      KeepsLegs legs,
      Mediation mediation,
      Outbox outbox,
      Approvals approvals,
      AuditTrail audit,
      StrayCalls strays,
      Transactions transactions,
      Consumer<MessageId> eraser,
      Function<MessageId, Optional<byte[]>> receipts,
      Function<MessageId, Optional<String>> outcomes,
      Function<MessageId, Optional<Countersigned>> signatures,
      InstantSource clock,
      SecureRandom random,
      Supplier<UUID> ids) {}

  /// @param parties both, for statements and invoices
  public VoiceDesk(Parts parts, Map<PartyId, Party> parties) {
    this.parts = parts;
    this.originals =
        new Originals(
            parts.segments(),
            parts.store(),
            parts.mediation().tables(),
            parts.agreement().zone(),
            loaded::timeOf);
    this.coverageBook =
        new CoverageBook(
            parts.us(),
            parts.them(),
            parts.store(),
            this::declaredByThem,
            loaded,
            originals,
            this::agreement);
    for (String step : STEPS) {
      parts.approvals().effect("voice." + step, this::carryOut);
    }
    this.sheetBook =
        new SheetBook(
            parts.agreement(),
            parts.us(),
            parts.them(),
            parts.store(),
            parts.approvals(),
            parts.clock(),
            this::sendBusiness,
            this::isAgreed);
    this.steps = new MonthSteps(parts.agreement()::terms, parts.us(), parts.them(), parts.store());
    this.statements =
        new StatementDesk(
            parts.agreement(),
            steps,
            Map.copyOf(parties),
            period -> dueBook().silentSince(period, today()));
    this.disputeBook = new DisputeBook(steps);
    this.differences = new DifferenceDesk(parts, steps, loaded, this::agreement);
    this.dueBook =
        new DueBook(
            parts.agreement(),
            steps,
            parts.store(),
            parts.approvals(),
            this::today,
            this::sendBusiness,
            statements);
    Set<String> named =
        parts.store().files().stream().map(FileReport::sha256).collect(Collectors.toSet());
    parts.segments().sweep(named);
    parts.legs().sweep(named);
    named.forEach(sha -> loaded.restore(sha, parts.segments().read(sha)));
  }

  private static MessageKind kind(String type) {
    return new MessageKind("voice", type, 1);
  }

  public PartyId us() {
    return parts.us();
  }

  public PartyId them() {
    return parts.them();
  }

  /// Today in the agreement's zone.
  public LocalDate today() {
    return LocalDate.ofInstant(parts.clock().instant(), parts.agreement().zone());
  }

  /// The agreement with the tariff in force: its own and what accepted sheets made of it.
  public TrafficAgreement agreement() {
    return sheetBook.inForce();
  }

  /// The rate sheets of both sides.
  public SheetBook sheetBook() {
    return sheetBook;
  }

  /// The contests of both sides.
  public DisputeBook disputes() {
    return disputeBook;
  }

  /// What is due between both parties.
  public DueBook dueBook() {
    return dueBook;
  }

  /// Whether a side has agreed on the account of a month, or of a later one.
  private boolean isAgreed(YearMonth period) {
    return parts.store().periods().stream()
        .anyMatch(each -> !each.isBefore(period) && !month(each).agreed().isEmpty());
  }

  private Outbox.Submission sendBusiness(String kind, byte[] body) {
    return parts.outbox().submit(draft(kind(kind), DataClass.BUSINESS, Optional.empty(), body));
  }

  /// As which message a step crossed.
  static Optional<Posted> posted(MonthSteps.Taken taken) {
    return Posted.of(taken.row().asObject("step"));
  }

  private static Posted posted(Delivery delivery) {
    return new Posted(delivery.id(), delivery.created());
  }

  private Outcome takeSheet(Delivery delivery, byte[] body) {
    Optional<Refusal> refusal = sheetBook.take(delivery.kind().type(), body, posted(delivery));
    return outcome(refusal);
  }

  private static Outcome outcome(Optional<Refusal> refusal) {
    return refusal.<Outcome>map(Outcome.Refused::new).orElseGet(Outcome.Accepted::new);
  }

  // Files and records

  /// Loads a file of call records; the same file again changes nothing.
  public Mediation.Outcome load(String name, byte[] bytes, Progress progress) {
    Mediation.Outcome outcome = loadFile(name, bytes, progress);
    hearsOfLoading.loaded();
    return outcome;
  }

  private synchronized Mediation.Outcome loadFile(String name, byte[] bytes, Progress progress) {
    String sha256 = Sha256.hex(bytes);
    if (loaded.files().containsKey(sha256)) {
      return new Mediation.Outcome.Refused(
          Refusal.of(
              "voice.file.known",
              "سبق تحميل هذا الملف: " + name,
              "this file was loaded before: " + name));
    }
    int before = loaded.known().calls().size();
    boolean isKept = false;
    try {
      Mediation.Outcome outcome = mediate(sha256, name, bytes, progress);
      if (outcome instanceof Mediation.Outcome.Read read) {
        keep(sha256, bytes, read);
      }
      isKept = true;
      return outcome;
    } finally {
      if (!isKept) {
        // the same file, loaded again, must not find its own calls
        loaded.known().rewind(before);
      }
    }
  }

  private Mediation.Outcome mediate(String sha256, String name, byte[] bytes, Progress progress) {
    return parts
        .mediation()
        .read(
            sha256,
            name,
            bytes,
            loaded.known(),
            parts.store().parts(),
            parts.clock().instant(),
            progress);
  }

  private void keep(String sha256, byte[] bytes, Mediation.Outcome.Read read) {
    List<Call> calls = read.calls();
    parts.segments().write(sha256, calls, bytes);
    parts.legs().keep(sha256, read.legs());
    parts
        .transactions()
        .within(() -> {
          parts.store().addFile(read.report(), read.parts());
          hearsOfLoading.loading(days(calls, read.legs()));
        });
    loaded.loaded(sha256, calls);
    calls.forEach(this::tellGuard);
    parts.strays().write();
  }

  private Set<LocalDate> days(List<Call> calls, List<Leg> legs) {
    ZoneClock clock = new ZoneClock(parts.agreement().zone());
    LongStream times =
        LongStream.concat(calls.stream().mapToLong(Call::time), legs.stream().mapToLong(Leg::time));
    return times
        .map(time -> Math.floorDiv(clock.local(time), 86_400L))
        .distinct()
        .mapToObj(LocalDate::ofEpochDay)
        .collect(Collectors.toSet());
  }

  /// Keeps the legs of mobile networks that loaded files bring, where detection reads them.
  public interface KeepsLegs {
    /// Durably, before the file's report is stored; nothing where there are none.
    void keep(String sha256, List<Leg> legs);

    /// Removes what no stored file brought.
    void sweep(Set<String> named);
  }

  /// Hears that calls are loaded.
  public interface HearsOfLoading {
    /// Inside the transaction that stores a file.
    ///
    /// @param days of its calls, in the agreement's zone
    void loading(Set<LocalDate> days);

    /// After it, with nothing of the desk held.
    void loaded();
  }

  private static final class Deaf implements HearsOfLoading {
    @Override
    public void loading(Set<LocalDate> days) {
      // nobody wants to know
    }

    @Override
    public void loaded() {
      // nobody wants to know
    }
  }

  public void whenLoaded(HearsOfLoading hears) {
    this.hearsOfLoading = hears;
  }

  /// Our loaded calls between two moments.
  ///
  /// @param from first second, `to` the first after it
  public synchronized List<Call> callsBetween(long from, long to) {
    List<Call> calls = new ArrayList<>();
    loaded.between(from, to, (_, call) -> calls.add(call));
    return calls;
  }

  /// Both numbers of a call; the guard keeps counts by route and hour, no number.
  private void tellGuard(Call call) {
    Instant at = Instant.ofEpochSecond(call.time());
    parts.strays().heard(call.trunk(), call.from(), at);
    parts.strays().heard(call.trunk(), call.to(), at);
  }

  /// The loaded files; parts of long calls that were waited for long enough are incomplete.
  public List<FileReport> files() {
    Instant now = parts.clock().instant();
    return parts.store().files().stream()
        .map(file -> file.waitedUntil(waitedUntil(file), now))
        .toList();
  }

  /// Until when the parts of a file are waited for.
  public Instant waitedUntil(FileReport file) {
    return parts.mediation().rules().at(file.loadedAt()).until(file.loadedAt());
  }

  /// The account of a month from the loaded calls.
  public synchronized AccountMaker.Made account(YearMonth period, Progress progress) {
    List<String> profiles =
        files().stream()
            .map(FileReport::format)
            .distinct()
            .sorted()
            .map(VoiceDesk::profileDigest)
            .toList();
    return new AccountMaker(agreement(), parts.us())
        .make(period, booked(period), loaded, profiles, progress);
  }

  /// What was declared of the other months, and on what both settled. Nothing is corrected while
  /// corrections of another month wait, so that none stands in two accounts.
  private Booked booked(YearMonth period) {
    List<Booked.Month> standing = new ArrayList<>();
    boolean waits = false;
    for (YearMonth each : steps.periods()) {
      Optional<Account> ours = Optional.ofNullable(month(each).accounts().get(parts.us()));
      Optional<AgreedAccount> stands = statements.agreed(each);
      if (each.equals(period)) {
        continue;
      }
      stands.ifPresent(account -> standing.add(new Booked.Month(ours, account)));
      waits |=
          stands.isEmpty()
              && ours.filter(account -> !Booked.correctionsIn(account).isEmpty()).isPresent();
    }
    return Booked.of(period, waits ? 0 : parts.agreement().lookBackMonths(), standing);
  }

  /// The loaded calls of a month that have no price, and why.
  public synchronized Suspense suspense(YearMonth period) {
    return suspended.of(agreement(), period);
  }

  /// What lacks a price in months whose account does not stand yet, so that a row can still be
  /// agreed on for it.
  public synchronized SortedMap<YearMonth, Suspense> openSuspense() {
    SortedMap<YearMonth, Suspense> open = suspended.byMonth(agreement());
    open.values().removeIf(each -> each.payable().calls() == 0);
    open.keySet().removeIf(period -> statements.agreed(period).isPresent());
    return open;
  }

  /// A call without a price and where it came from.
  public record Unpriced(Call call, String file, String fileName) {}

  /// The calls of a month that have no price, by file and line; a read of personal data, written to
  /// the audit trail.
  ///
  /// @param prefix of the called numbers, as [Suspense] tells it; empty for all
  public synchronized List<Unpriced> unpriced(
      YearMonth period, String prefix, Person reader, int most) {
    readBy(reader, "voice.calls.read", period + " unpriced " + prefix);
    Map<String, String> fileNames =
        files().stream().collect(Collectors.toMap(FileReport::sha256, FileReport::name));
    Predicate<Call> wanted = call -> prefix.isEmpty() || Suspense.prefix(call).equals(prefix);
    return suspended.calls(agreement(), period, wanted, most).stream()
        .map(each ->
            new Unpriced(
                each.call(), each.file(), fileNames.getOrDefault(each.file(), each.file())))
        .toList();
  }

  /// The digest of a mapping: of its file where it is described by one, else of its name.
  private static String profileDigest(String format) {
    int at = format.indexOf('@');
    return at < 0 ? Sha256.hex(format) : format.substring(at + 1);
  }

  /// A call of a line with where it came from.
  public record Source(Call call, Rated rated, String file, String fileName) {}

  /// Who reads personal data stands in the audit trail.
  private void readBy(Person reader, String action, String object) {
    Optional<LegalGround> ground = Optional.of(parts.agreement().ground());
    parts.audit().record(new AuditEvent(Optional.of(reader), action, object, ground, ""));
  }

  /// The own calls behind a line; a read of personal data, written to the audit trail.
  public synchronized List<Source> callsOf(YearMonth period, LineKey key, Person reader, int most) {
    readBy(
        reader,
        "voice.calls.read",
        period + " " + key.stream() + " " + key.item() + " " + key.day() + " " + key.band());
    Map<String, String> fileNames =
        files().stream().collect(Collectors.toMap(FileReport::sha256, FileReport::name));
    Rater rater = new Rater(agreement());
    List<Source> sources = new ArrayList<>();
    ZoneId zone = parts.agreement().zone();
    long from = key.day().atStartOfDay(zone).toEpochSecond();
    long to = key.day().plusDays(1).atStartOfDay(zone).toEpochSecond();
    loaded.between(
        from,
        to,
        (sha, call) -> {
          Optional<Rated> rated = sources.size() < most ? rater.rate(call) : Optional.empty();
          if (rated.isPresent() && AccountMaker.key(rated.get()).equals(key)) {
            sources.add(new Source(call, rated.get(), sha, fileNames.getOrDefault(sha, sha)));
          }
        });
    return sources;
  }

  /// Where the price of one of our calls comes from; a read of personal data, written to the audit
  /// trail.
  ///
  /// @return nothing where no such call was loaded or no rate fits it
  public synchronized Optional<Origin> origin(String file, int line, Person reader) {
    Optional<Call> call =
        loaded.files().getOrDefault(file, List.of()).stream()
            .filter(each -> each.line() == line)
            .findFirst();
    Optional<FileReport> report =
        files().stream().filter(each -> each.sha256().equals(file)).findFirst();
    TrafficAgreement inForce = agreement();
    Optional<Rated> rated = call.flatMap(new Rater(inForce)::rate);
    if (rated.isEmpty() || report.isEmpty()) {
      return Optional.empty();
    }
    readBy(reader, "voice.call.read", file + ":" + line);
    Source source = new Source(call.orElseThrow(), rated.get(), file, report.get().name());
    Optional<TariffRow> row = Origin.row(inForce, source);
    return Optional.of(
        new Origin(
            source,
            report.get(),
            sourceLine(source),
            profileDigest(report.get().format()),
            row,
            row.flatMap(sheetBook::sheetOf),
            inForce.digests()));
  }

  /// How our calls of a month lie over its days.
  public synchronized TrafficShape shape(YearMonth period) {
    return TrafficShape.of(agreement(), period, loaded);
  }

  /// The text of the original file from which a call was read: its line, or the record's bytes in
  /// hexadecimal; of a long call, those of every part in every file.
  public String sourceLine(Source source) {
    return originals.ofCall(source.file(), source.call().line());
  }

  /// A record of a loaded file as it came, whatever became of it; a read of personal data, written
  /// to the audit trail.
  ///
  /// @param record its number, or its line
  /// @return nothing where there is no such file
  public Optional<String> record(String file, int record, Person reader) {
    parts
        .audit()
        .record(
            new AuditEvent(
                Optional.of(reader),
                "voice.record.read",
                file + ":" + record,
                Optional.of(parts.agreement().ground()),
                ""));
    return originals.ofRecord(file, record);
  }

  /// A loaded call and where it stands.
  public record Loaded(Call call, String file, String fileName) {}

  /// Loaded calls between two moments; whoever asks writes the reading down.
  ///
  /// @param from first second, `to` the first after it
  /// @param most how many at most
  public synchronized List<Loaded> loadedLike(long from, long to, Predicate<Call> like, int most) {
    Map<String, String> names =
        files().stream().collect(Collectors.toMap(FileReport::sha256, FileReport::name));
    List<Loaded> found = new ArrayList<>();
    loaded.between(
        from,
        to,
        (sha, call) -> {
          if (found.size() < most && like.test(call)) {
            found.add(new Loaded(call, sha, names.getOrDefault(sha, sha)));
          }
        });
    return found;
  }

  /// The text from which a loaded call was read, as [#sourceLine] gives it.
  public String textOf(Loaded call) {
    return originals.ofCall(call.file(), call.call().line());
  }

  /// The text of a record of a loaded file, and the file's name; whoever asks writes the reading
  /// down.
  public Optional<Map.Entry<String, String>> textOf(String sha256, int record) {
    return files().stream()
        .filter(each -> each.sha256().equals(sha256))
        .findFirst()
        .flatMap(
            each -> originals.ofRecord(sha256, record).map(text -> Map.entry(each.name(), text)));
  }

  /// Numbers missing between the numbered files of one source.
  public synchronized List<SequenceGap> missingFiles() {
    return originals.missingFiles(Instant.MIN);
  }

  /// Those of them that are worth an alarm: the files behind them were loaded no longer ago than
  /// parts of long calls are waited for.
  public synchronized List<SequenceGap> lateFiles() {
    Instant now = parts.clock().instant();
    int days = parts.mediation().rules().at(now).waitDays();
    return originals.missingFiles(now.minus(Duration.ofDays(days)));
  }

  // The month

  /// Months with steps, and months of loaded calls, newest first.
  public synchronized List<YearMonth> months() {
    Set<YearMonth> months = new TreeSet<>(Comparator.reverseOrder());
    months.addAll(parts.store().periods());
    for (long day : loaded.days()) {
      Instant noon = Instant.ofEpochSecond(day * 86_400 + 43_200);
      months.add(YearMonth.from(noon.atZone(parts.agreement().zone())));
    }
    return List.copyOf(months);
  }

  /// The month as the stored steps tell it.
  public MonthCase month(YearMonth period) {
    return steps.month(period);
  }

  /// The messages that brought the accounts of a month, ours and theirs, each signed by its side
  /// and countersigned by the other.
  public Map<PartyId, Posted> accountMessages(YearMonth period) {
    Map<PartyId, Posted> messages = new TreeMap<>(PartyId::compareTo);
    for (MonthSteps.Taken taken : steps.taken(period)) {
      if (taken.step() instanceof Step.Declared declared) {
        posted(taken).ifPresent(posted -> messages.put(declared.by(), posted));
      }
    }
    return messages;
  }

  /// A side's account as its newest message, and who signed it.
  public record SignedAccount(PartyId by, Posted posted, Optional<Countersigned> signature) {}

  /// The accounts of a month that crossed or will, with their signatures.
  public List<SignedAccount> signedAccounts(YearMonth period) {
    return accountMessages(period).entrySet().stream()
        .map(each ->
            new SignedAccount(
                each.getKey(),
                each.getValue(),
                parts.signatures().apply(each.getValue().message())))
        .toList();
  }

  /// The statements of months and of settlement periods.
  public StatementDesk statements() {
    return statements;
  }

  // Proposals

  public Proposal proposeAccount(YearMonth period, Person by, Progress progress) {
    return propose(new Step.Declared(account(period, progress).account()), by);
  }

  /// The lines that we are owed and where the calls of both sides support another figure than the
  /// other side declared, with that figure and its cause.
  public List<Contest.Item> claims(YearMonth period) {
    Optional<Comparison> both = month(period).comparison();
    Optional<Explanation> why = explanation(period);
    if (why.isEmpty() || both.isEmpty()) {
      return List.of();
    }
    List<Contest.Item> items = new ArrayList<>();
    Booked booked = booked(period);
    for (Comparison.Cell cell : both.get().questionable()) {
      claim(period, cell, fair(why.get(), cell.key(), booked)).ifPresent(items::add);
    }
    return items;
  }

  /// Contests all lines that can be.
  ///
  /// @return nothing when there is nothing to contest
  public Optional<Proposal> proposeContest(YearMonth period, Person by) {
    return proposeContest(period, _ -> true, by);
  }

  /// Contests the lines that somebody chose of those that can be.
  ///
  /// @return nothing when there is nothing to contest
  public Optional<Proposal> proposeContest(
      YearMonth period, Predicate<LineKey> isChosen, Person by) {
    List<Contest.Item> items =
        claims(period).stream()
            .filter(each -> isChosen.test(each.key()))
            .limit(Contest.MAX_ITEMS)
            .toList();
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Comparison both = month(period).comparison().orElseThrow();
    Contest contest =
        new Contest(
            parts.ids().get(),
            parts.agreement().form(period).agreement(),
            period,
            parts.us(),
            AgreedAccount.digestsOf(both.ours(), both.theirs()),
            items);
    return Optional.of(propose(new Step.Contested(contest), by));
  }

  /// A figure that the calls of both sides support, and why: of a line of a month gone by, what it
  /// is more than was settled.
  private record Fair(Line line, Cause main) {}

  private static Optional<Fair> fair(Explanation why, LineKey key, Booked booked) {
    return Optional.ofNullable(why.cells().get(key))
        .map(cell ->
            new Fair(booked.settled(key).map(cell.fair()::minus).orElse(cell.fair()), cell.main()));
  }

  private Optional<Contest.Item> claim(
      YearMonth period, Comparison.Cell cell, Optional<Fair> fair) {
    boolean owed = parts.agreement().form().stream(cell.key().stream()).payee().equals(parts.us());
    return fair.filter(
            known -> owed && !covers(period, known.line().exact(), cell.theirs().exact()))
        .map(known -> new Contest.Item(cell.key(), known.line(), known.main().code()));
  }

  private boolean covers(YearMonth period, BigInteger one, BigInteger other) {
    Tolerance tolerance = parts.agreement().terms(period).tolerance();
    return tolerance.covers(one, other, TrafficAgreement.UNITS);
  }

  /// What our own evidence says of a contested line.
  ///
  /// @param ruling conceded where it supports the claim, a figure between where it lies elsewhere,
  ///   maintained otherwise
  /// @param fair the figure that it supports, where the calls behind the line were compared
  public record Suggestion(Contest.Item item, ContestAnswer.Ruling ruling, Optional<Line> fair) {
    /// The ruling that somebody chose instead. A figure between is offered only where the evidence
    /// has one.
    ContestAnswer.Ruling as(Kind kind) {
      return switch (kind) {
        case COUNTER ->
            fair.map(line ->
                    new ContestAnswer.Ruling(item.key(), kind, Optional.of(line), "evidence"))
                .orElse(ruling);
        case CONCEDE, MAINTAIN ->
            new ContestAnswer.Ruling(item.key(), kind, Optional.empty(), "reviewed");
      };
    }
  }

  /// What our own evidence says of a contest, line by line.
  public List<Suggestion> suggestions(YearMonth period, Contest contest) {
    Optional<Explanation> why = explanation(period);
    Booked booked = booked(period);
    Comparison both = month(period).comparison().orElseThrow();
    Map<LineKey, Line> ours = both.ours().byKey();
    List<Suggestion> all = new ArrayList<>();
    for (Contest.Item item : contest.items()) {
      Optional<Fair> fair = why.flatMap(each -> fair(each, item.key(), booked));
      all.add(
          new Suggestion(
              item,
              ruling(period, item, fair, Optional.ofNullable(ours.get(item.key()))),
              fair.map(Fair::line)));
    }
    return all;
  }

  /// Answers a contest as our own evidence says.
  public Proposal proposeAnswer(YearMonth period, Contest contest, Person by) {
    return proposeAnswer(period, contest, Map.of(), by);
  }

  /// Answers a contest line by line.
  ///
  /// @param chosen rulings that somebody chose; the other lines are answered as our evidence says
  public Proposal proposeAnswer(
      YearMonth period, Contest contest, Map<LineKey, Kind> chosen, Person by) {
    List<ContestAnswer.Ruling> rulings =
        suggestions(period, contest).stream()
            .map(each ->
                Optional.ofNullable(chosen.get(each.item().key()))
                    .filter(kind -> kind != each.ruling().kind())
                    .map(each::as)
                    .orElse(each.ruling()))
            .toList();
    return propose(new Step.Answered(new ContestAnswer(contest.id(), parts.us(), rulings)), by);
  }

  private ContestAnswer.Ruling ruling(
      YearMonth period, Contest.Item item, Optional<Fair> known, Optional<Line> ours) {
    Optional<Line> fair = known.map(Fair::line);
    if (fair.isPresent() && covers(period, fair.get().exact(), item.claimed().exact())) {
      return new ContestAnswer.Ruling(item.key(), Kind.CONCEDE, Optional.empty(), "evidence");
    }
    if (fair.isEmpty()
        || covers(period, fair.get().exact(), ours.map(Line::exact).orElse(BigInteger.ZERO))) {
      return new ContestAnswer.Ruling(item.key(), Kind.MAINTAIN, Optional.empty(), "evidence");
    }
    return new ContestAnswer.Ruling(item.key(), Kind.COUNTER, fair, "evidence");
  }

  /// What we can show of a dispute, as one ZIP; its rows are personal data, so that whoever takes
  /// it stands in the audit trail. After the month was closed its rows are gone.
  ///
  /// @return nothing where there is no such contest
  public synchronized Optional<byte[]> evidence(YearMonth period, UUID contest, Person reader) {
    Optional<Dispute> dispute = disputeBook.find(period, contest);
    if (dispute.isEmpty()) {
      return Optional.empty();
    }
    readBy(reader, "voice.evidence.read", period + " " + contest);
    return Optional.of(evidence(dispute.get()).zip());
  }

  private EvidenceBundle evidence(Dispute dispute) {
    SequencedMap<String, byte[]> shown = new LinkedHashMap<>();
    Map<String, String> absent = new TreeMap<>();
    shown.put("contest.json", dispute.contest().json().canonicalBytes());
    dispute
        .answer()
        .ifPresentOrElse(
            answer -> shown.put("answer.json", answer.json().canonicalBytes()),
            () -> absent.put("answer.json", "unanswered"));
    for (Account account : dispute.accounts()) {
      shown.put("account-" + account.declaredBy() + ".json", account.json().canonicalBytes());
    }
    rows(dispute, shown, absent);
    for (Dispute.Message each : dispute.messages()) {
      String name = "receipts/" + each.step() + ".zip";
      parts
          .receipts()
          .apply(each.posted().message())
          .ifPresentOrElse(
              bytes -> shown.put(name, bytes), () -> absent.put(name, "not-countersigned"));
    }
    shown.put("profiles.json", profiles().canonicalBytes());
    Json.Obj about =
        Json.Obj.with()
            .put("agreement", parts.agreement().form().agreement().value())
            .put("period", dispute.period().toString())
            .put("contest", dispute.contest().id().toString())
            .put("by", dispute.contest().by().value())
            .put("shownBy", parts.us().value())
            .put("standing", dispute.standing().name())
            .end();
    return new EvidenceBundle(about, shown, absent);
  }

  /// The rows of the contested lines, without any number: keyed values that only the month's key,
  /// of which each side holds a share, connects with numbers.
  private void rows(
      Dispute dispute, SequencedMap<String, byte[]> shown, Map<String, String> absent) {
    Set<LineKey> keys =
        dispute.contest().items().stream().map(Contest.Item::key).collect(Collectors.toSet());
    String ours = "rows-" + parts.us() + ".csv";
    String theirs = "rows-" + parts.them() + ".csv";
    Optional<Tokens> tokens = differences.tokens(dispute.period());
    if (tokens.isPresent()) {
      List<Masked> rows = differences.masked(keys, tokens.get(), parts.us());
      shown.put(ours, DetailRows.write(new Details(rows, Map.of())));
    } else {
      absent.put(ours, "erased-at-closing");
    }
    List<Masked> received =
        differences.received(dispute.period()).stream()
            .filter(call -> keys.contains(call.key()))
            .toList();
    if (hasDetails(dispute.period())) {
      shown.put(theirs, DetailRows.write(new Details(received, Map.of())));
    } else {
      absent.put(theirs, tokens.isPresent() ? "not-asked" : "erased-at-closing");
    }
  }

  /// The mappings of our loaded files: name, digest, and which files were read by it.
  private Json.Obj profiles() {
    Map<String, List<String>> byFormat = new TreeMap<>();
    files()
        .forEach(file ->
            byFormat.computeIfAbsent(file.format(), _ -> new ArrayList<>()).add(file.sha256()));
    List<Json> rows = new ArrayList<>();
    byFormat.forEach((format, digests) ->
        rows.add(
            Json.Obj.with()
                .put("format", format)
                .put("sha256", profileDigest(format))
                .putStrings("files", digests.stream().sorted().toList())
                .end()));
    return Json.Obj.with().put("profiles", new Json.Arr(rows)).end();
  }

  public Proposal proposeAgreement(YearMonth period, Person by) {
    AgreedAccount agreed =
        month(period)
            .agreedAccount()
            .orElseThrow(() -> new IllegalStateException("there is nothing to agree on yet"));
    return propose(new Step.Agreed(parts.us(), period, agreed.digest()), by);
  }

  public Proposal proposeSignature(YearMonth period, Person by) {
    NetStatement statement =
        statements
            .month(period)
            .orElseThrow(() -> new IllegalStateException("there is no statement yet"));
    return propose(new Step.Signed(parts.us(), period, statement.digest()), by);
  }

  private Proposal propose(Step step, Person by) {
    return parts.approvals().propose("voice." + StepJson.type(step), StepJson.json(step), by);
  }

  private Decision carryOut(Proposal proposal, Person approver) {
    String type = proposal.kind().substring("voice.".length());
    Step step = StepJson.read(type, proposal.subject().canonicalBytes());
    YearMonth period = periodOf(step);
    // the message is written within the minute: whatever its day is then, the other side takes it
    LocalDate day =
        LocalDate.ofInstant(parts.clock().instant().plusSeconds(60), parts.agreement().zone());
    Optional<Refusal> obstacle =
        refuses(step, period, day)
            .or(() -> step instanceof Step.Declared(Account ours) ? outdated(ours) : noRefusal());
    if (obstacle.isPresent()) {
      return new Decision.Refused(obstacle.get());
    }
    return switch (month(period).take(step)) {
      case MonthCase.Outcome.Refused(Refusal refusal) -> new Decision.Refused(refusal);
      case MonthCase.Outcome.Taken taken -> send(step, period, taken.month());
    };
  }

  private static Optional<Refusal> noRefusal() {
    return Optional.empty();
  }

  /// Why a step of either side is not taken: both nodes say so by the day of the message.
  private Optional<Refusal> refuses(Step step, YearMonth period, LocalDate day) {
    return dueBook
        .late(step, period, day)
        .or(() ->
            step instanceof Step.Declared(Account account) ? uncorrectable(account) : noRefusal());
  }

  /// An account corrects months that stand, as far back as the agreement lets it.
  private Optional<Refusal> uncorrectable(Account account) {
    YearMonth first = account.period().minusMonths(parts.agreement().lookBackMonths());
    return Booked.correctionsIn(account).stream()
        .map(line -> YearMonth.from(line.key().day()))
        .distinct()
        .filter(each -> each.isBefore(first) || statements.agreed(each).isEmpty())
        .findFirst()
        .map(each ->
            Refusal.of(
                "voice.account.correction",
                "لا يُصحَّح في هذا الحساب شهر " + each + ": لم يثبت حسابه، أو مضت مدة تصحيحه",
                "this account may not correct "
                    + each
                    + ": its account does not stand, or the time for corrections is over"));
  }

  /// Corrections that another account took meanwhile would be paid twice.
  private Optional<Refusal> outdated(Account ours) {
    List<Line> corrections = Booked.correctionsIn(ours);
    boolean isOutdated =
        !corrections.isEmpty()
            && !corrections.equals(
                Booked.correctionsIn(account(ours.period(), Progress.NONE).account()));
    return isOutdated
        ? Optional.of(
            Refusal.of(
                "voice.account.outdated",
                "تغيرت تصحيحات الأشهر السابقة منذ أُعدّ هذا الحساب؛ أعد إعداده",
                "the corrections of earlier months changed since this account was prepared; prepare"
                    + " it again"))
        : Optional.empty();
  }

  private Decision send(Step step, YearMonth period, MonthCase after) {
    Optional<Coverage> coverage = Optional.empty();
    if (step instanceof Step.Declared) {
      // counted before anything is sent: whoever holds the desk may wait for the lane
      coverage = Optional.of(counted(period));
      differences.sendShare(period);
    }
    MessageKind kind = kind(StepJson.type(step));
    DataClass dataClass =
        step instanceof Step.Agreed || step instanceof Step.Signed
            ? DataClass.BUSINESS
            : DataClass.AGGREGATE;
    Outbox.Submission submission =
        parts
            .outbox()
            .submit(draft(kind, dataClass, Optional.empty(), StepJson.json(step).canonicalBytes()));
    if (submission instanceof Outbox.Submission.Refused(Refusal refusal)) {
      return new Decision.Refused(refusal);
    }
    if (submission instanceof Outbox.Submission.Queued(MessageId id, Instant created)) {
      remember(step, period, new Posted(id, created));
      coverage.ifPresent(this::send);
    }
    closeIfDone(after, period);
    return new Decision.Done();
  }

  private synchronized Coverage counted(YearMonth period) {
    return coverageBook.of(period);
  }

  /// Follows the account and binds nobody: where a policy does not let it, the account goes alone.
  private void send(Coverage coverage) {
    byte[] body = coverage.json().canonicalBytes();
    Draft draft = draft(kind(CoverageBook.TYPE), DataClass.AGGREGATE, Optional.empty(), body);
    if (parts.outbox().submit(draft)
        instanceof Outbox.Submission.Queued(MessageId id, Instant created)) {
      coverageBook.remember(coverage, new Posted(id, created));
    }
  }

  /// How often the other side declared its account of a month.
  private long declaredByThem(YearMonth period) {
    return steps.taken(period).stream()
        .filter(each ->
            each.step() instanceof Step.Declared declared && declared.by().equals(parts.them()))
        .count();
  }

  /// What the accounts of a month rest on, as it crossed with each.
  public Map<PartyId, Coverage> coverage(YearMonth period) {
    return coverageBook.known(period);
  }

  /// The trunk groups of both sides beside each other, once both told theirs.
  public Optional<BothTrunks> trunks(YearMonth period) {
    Map<PartyId, Coverage> known = coverage(period);
    Coverage ours = known.get(us());
    Coverage theirs = known.get(them());
    return ours == null || theirs == null
        ? Optional.empty()
        : Optional.of(BothTrunks.of(ours, theirs, agreement().trunks()));
  }

  private Draft draft(
      MessageKind kind, DataClass dataClass, Optional<LegalGround> ground, byte[] body) {
    return new Draft(
        parts.peer(),
        kind,
        parts.agreement().gateway(parts.us()),
        parts.agreement().gateway(parts.them()),
        dataClass,
        ground,
        Optional.empty(),
        Optional.empty(),
        "application/json",
        body);
  }

  private void remember(Step step, YearMonth period, Posted posted) {
    Json.Builder row =
        Json.Obj.with().put("type", StepJson.type(step)).put("body", StepJson.json(step));
    parts.store().addStep(period, posted.writeInto(row).end());
  }

  private YearMonth periodOf(Step step) {
    return switch (step) {
      case Step.Declared(Account account) -> account.period();
      case Step.Contested(Contest contest) -> contest.period();
      case Step.Answered(ContestAnswer answer) -> periodOfContest(answer.contest());
      case Step.Agreed agreed -> agreed.period();
      case Step.Signed signed -> signed.period();
    };
  }

  private YearMonth periodOfContest(UUID contest) {
    return parts.store().periods().stream()
        .filter(
            period -> month(period).contests().stream().anyMatch(each -> each.id().equals(contest)))
        .findFirst()
        .orElse(YearMonth.of(1970, 1));
  }

  // Why lines differ

  /// Begins the search behind the lines that lie over the tolerance: both sides agree on their
  /// clocks, then sums cross, and rows only where they must.
  ///
  /// @return whether there was anything to ask
  public synchronized boolean requestDetails(YearMonth period, Person by) {
    return differences.ask(period, by);
  }

  /// Whether all that was asked is there.
  public boolean hasDetails(YearMonth period) {
    return differences.state(period) == DifferenceDesk.State.THERE;
  }

  /// Whether answers are still to come.
  public boolean awaitsDetails(YearMonth period) {
    return differences.state(period) == DifferenceDesk.State.WAITING;
  }

  /// Why nothing comes of what was asked, when it was refused: what is missing is asked again.
  public Optional<AskingRefused> detailsRefused(YearMonth period) {
    return differences.state(period) == DifferenceDesk.State.REFUSED
        ? differences.refused(period)
        : Optional.empty();
  }

  /// The clocks of both sides' trunk groups, once they agreed on them.
  public Optional<Clocks> clocks(YearMonth period) {
    return differences.agreedClocks(period);
  }

  /// Why the lines differ, once all that was asked is there.
  public synchronized Optional<Explanation> explanation(YearMonth period) {
    return differences.explanation(period);
  }

  /// Why the lines differ, by line and cause: from the details while they are there, from the
  /// summary once the month is closed.
  public Map<LineKey, Map<Cause, Explanation.Part>> causes(YearMonth period) {
    return differences.causes(period);
  }

  /// Whether the causes of a closed month are gone: a restore does not bring back erased details.
  public boolean lostCauses(YearMonth period) {
    return month(period).stage() == MonthCase.Stage.CLOSED && differences.lostCauses(period);
  }

  // What the other side sends

  @Override
  public Lane lane() {
    return VOICE;
  }

  @Override
  public Set<MessageKind> kinds() {
    Set<MessageKind> kinds = new HashSet<>();
    DifferenceDesk.KINDS.forEach(each -> kinds.add(kind(each)));
    STEPS.forEach(step -> kinds.add(kind(step)));
    SheetBook.KINDS.forEach(each -> kinds.add(kind(each)));
    kinds.add(kind(DueBook.PAYMENT));
    kinds.add(kind(CoverageBook.TYPE));
    return kinds;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return refused("voice.body-absent", "لا متن للرسالة", "the message has no body");
    }
    String type = delivery.kind().type();
    try {
      if (DifferenceDesk.KINDS.contains(type)) {
        return differences.handle(delivery, body);
      }
      return switch (type) {
        case "sheet", "sheet-answer" -> takeSheet(delivery, body);
        case DueBook.PAYMENT -> outcome(dueBook.take(body, posted(delivery)));
        case CoverageBook.TYPE -> outcome(coverageBook.take(body, posted(delivery)));
        default -> takeStep(StepJson.read(type, body), posted(delivery));
      };
    } catch (MalformedJsonException | IllegalArgumentException | DateTimeException e) {
      return refused(
          "voice.malformed",
          "رسالة غير سليمة: " + e.getMessage(),
          "malformed message: " + e.getMessage());
    }
  }

  /// Puts back what this side had sent since the backup: steps, its share of the month's key, and
  /// which messages held secrets.
  @Override
  public void recall(Delivery own) {
    if (!(own.content() instanceof Content.Present(byte[] body))) {
      return;
    }
    if (DifferenceDesk.KINDS.contains(own.kind().type())) {
      differences.recall(own, body);
      return;
    }
    switch (own.kind().type()) {
      case "sheet", "sheet-answer" -> sheetBook.recall(own.kind().type(), body, posted(own));
      case DueBook.PAYMENT -> dueBook.recall(body, posted(own));
      case CoverageBook.TYPE -> coverageBook.remember(Coverage.read(body), posted(own));
      default -> recall(StepJson.read(own.kind().type(), body), posted(own));
    }
  }

  private void recall(Step step, Posted posted) {
    YearMonth period = periodOf(step);
    remember(step, period, posted);
    closeIfDone(month(period), period);
  }

  private Outcome takeStep(Step step, Posted posted) {
    if (!step.by().equals(parts.them())) {
      return refused(
          "voice.impersonation",
          "المرسل ليس صاحب الخطوة",
          "the sender does not speak for this party");
    }
    YearMonth period = periodOf(step);
    Optional<Refusal> obstacle = refuses(step, period, dueBook.dayOf(posted));
    if (obstacle.isPresent()) {
      return new Outcome.Refused(obstacle.get());
    }
    return switch (month(period).take(step)) {
      case MonthCase.Outcome.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
      case MonthCase.Outcome.Taken taken -> {
        remember(step, period, posted);
        closeIfDone(taken.month(), period);
        yield new Outcome.Accepted();
      }
    };
  }

  private void closeIfDone(MonthCase month, YearMonth period) {
    if (month.stage() == MonthCase.Stage.CLOSED) {
      differences.close(period);
    }
  }

  private static Outcome refused(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }
}
