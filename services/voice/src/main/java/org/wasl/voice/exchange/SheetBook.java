package org.wasl.voice.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.wasl.border.MessageId;
import org.wasl.border.Outbox;
import org.wasl.border.Posted;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetChange;
import org.wasl.voice.sheets.SheetDiff;
import org.wasl.voice.sheets.SheetRules;

/// The rate sheets of both sides. The payee of a stream sends a sheet, the payer accepts or refuses
/// it; both are steps that a second person approves. Only an accepted sheet changes the tariff, for
/// both sides in the same way: a sheet names the one on which it builds, so that two sheets on
/// their way at once cannot be applied in different orders.
public final class SheetBook {
  /// Kinds of messages and of proposals.
  public static final List<String> KINDS = List.of("sheet", "sheet-answer");

  /// Where a sheet stands.
  public enum Standing {
    WAITING,
    ACCEPTED,
    REFUSED
  }

  /// @param by the payee that sent it
  /// @param reason the code of a refusal, else empty
  /// @param sent the message that brought it
  /// @param answered the message of the payer's answer: its receipt proves that the payer signed
  public record Sheet(
      RateSheet sheet,
      PartyId by,
      Standing standing,
      String reason,
      Optional<Posted> sent,
      Optional<Posted> answered) {
    private Sheet with(SheetAnswer answer, Optional<Posted> posted) {
      Standing standing = answer.accepted() ? Standing.ACCEPTED : Standing.REFUSED;
      return new Sheet(sheet, by, standing, answer.reason(), sent, posted);
    }
  }

  /// Sends a message of a kind; refused when policy refuses.
  @FunctionalInterface
  public interface Sending {
    Outbox.Submission send(String kind, byte[] body);
  }

  private final TrafficAgreement agreement;
  private final PartyId us;
  private final PartyId them;
  private final VoiceStore store;
  private final Approvals approvals;
  private final InstantSource clock;
  private final Sending sending;
  private final Predicate<YearMonth> isAgreed;

  /// @param isAgreed whether a side has agreed on the account of a month
  public SheetBook(
      TrafficAgreement agreement,
      PartyId us,
      PartyId them,
      VoiceStore store,
      Approvals approvals,
      InstantSource clock,
      Sending sending,
      Predicate<YearMonth> isAgreed) {
    this.agreement = agreement;
    this.us = us;
    this.them = them;
    this.store = store;
    this.approvals = approvals;
    this.clock = clock;
    this.sending = sending;
    this.isAgreed = isAgreed;
    approvals.effect("voice.sheet", this::carryOutSheet);
    approvals.effect("voice.sheet-answer", this::carryOutAnswer);
  }

  /// All sheets, the oldest first.
  public List<Sheet> sheets() {
    Map<String, Sheet> sheets = new LinkedHashMap<>();
    for (Json.Obj row : store.sheets()) {
      JsonObjectReader in = row.asObject("sheet");
      PartyId by = new PartyId(in.string("by"));
      byte[] body = row.members().getOrDefault("body", row).canonicalBytes();
      if (in.string("type").equals("sheet")) {
        RateSheet sheet = RateSheet.read("sheet", body);
        sheets.put(
            sheet.digest(),
            new Sheet(sheet, by, Standing.WAITING, "", Posted.of(in), Optional.empty()));
      } else {
        SheetAnswer answer = SheetAnswer.read(body);
        sheets.computeIfPresent(answer.sheet(), (_, sheet) -> sheet.with(answer, Posted.of(in)));
      }
    }
    return List.copyOf(sheets.values());
  }

  /// The agreement with the tariff that all accepted sheets make, and their digests in its basis.
  public TrafficAgreement inForce() {
    return SheetDiff.inForce(
        agreement,
        sheets().stream()
            .filter(each -> each.standing() == Standing.ACCEPTED)
            .map(Sheet::sheet)
            .toList());
  }

  /// What a sheet would change.
  public List<SheetChange> changes(RateSheet sheet) {
    return new SheetDiff(inForce().tariff(), sheet).changes();
  }

  public Optional<Sheet> find(String digest) {
    return sheets().stream().filter(each -> each.sheet().digest().equals(digest)).findFirst();
  }

  /// What a sheet of the book changes, or changed, against the tariff before it.
  public List<SheetChange> changesOf(Sheet sheet) {
    List<TariffRow> tariff = agreement.tariff();
    for (Sheet each : sheets()) {
      if (each.sheet().digest().equals(sheet.sheet().digest())) {
        break;
      }
      if (each.standing() == Standing.ACCEPTED) {
        tariff = new SheetDiff(tariff, each.sheet()).accepted();
      }
    }
    return new SheetDiff(tariff, sheet.sheet()).changes();
  }

  /// Why a sheet of ours could not be sent as things stand, before it is proposed.
  public Optional<Refusal> refuses(RateSheet sheet) {
    return refusal(sheet, us, today()).or(() -> inAgreedMonth(sheet));
  }

  /// The accepted sheet that set a rate of the tariff in force; nothing where the agreement did.
  public Optional<Sheet> sheetOf(TariffRow rate) {
    return sheets().reversed().stream()
        .filter(each -> each.standing() == Standing.ACCEPTED)
        .filter(each -> each.sheet().rows().stream().anyMatch(row -> isFrom(row.row(), rate)))
        .findFirst();
  }

  /// A later sheet may have ended a rate; where it began stays.
  private static boolean isFrom(TariffRow announced, TariffRow rate) {
    return announced.stream().equals(rate.stream())
        && announced.prefix().equals(rate.prefix())
        && announced.origin().equals(rate.origin())
        && announced.validity().from().equals(rate.validity().from());
  }

  /// Digest of the sheet on which the next sheet of a stream builds, or empty.
  public String basis(String stream) {
    return sheets().stream()
        .filter(each -> each.sheet().stream().equals(stream))
        .filter(each -> each.standing() == Standing.ACCEPTED)
        .map(each -> each.sheet().digest())
        .reduce("", (_, last) -> last);
  }

  public Proposal proposeSheet(RateSheet sheet, Person by) {
    return approvals.propose("voice.sheet", sheet.json(), by);
  }

  /// @param reason for a refusal; a short code
  public Proposal proposeAnswer(String sheetDigest, boolean accepted, String reason, Person by) {
    return approvals.propose(
        "voice.sheet-answer", new SheetAnswer(sheetDigest, accepted, reason).json(), by);
  }

  private Decision carryOutSheet(Proposal proposal, Person approver) {
    RateSheet sheet = RateSheet.read("sheet", proposal.subject().canonicalBytes());
    Optional<Refusal> refusal = refuses(sheet);
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    return send("sheet", sheet.json());
  }

  private Decision send(String kind, Json.Obj body) {
    return switch (sending.send(kind, body.canonicalBytes())) {
      case Outbox.Submission.Refused(Refusal refusal) -> new Decision.Refused(refusal);
      case Outbox.Submission.AlreadyAnswered _ -> new Decision.Done();
      case Outbox.Submission.Queued(MessageId id, Instant created) -> {
        remember(kind, us, body, new Posted(id, created));
        yield new Decision.Done();
      }
    };
  }

  private Decision carryOutAnswer(Proposal proposal, Person approver) {
    SheetAnswer answer = SheetAnswer.read(proposal.subject().canonicalBytes());
    Optional<Refusal> refusal =
        refusal(answer, them)
            .or(() -> late(answer, today()))
            .or(() -> accepted(answer).flatMap(this::inAgreedMonth));
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    return send("sheet-answer", answer.json());
  }

  /// Takes what the other side sent.
  ///
  /// @return why not, or nothing when it was taken
  Optional<Refusal> take(String kind, byte[] body, Posted posted) {
    if (kind.equals("sheet")) {
      RateSheet sheet = RateSheet.read(kind, body);
      Optional<Refusal> refusal = refusal(sheet, them, announced(posted));
      if (refusal.isEmpty()) {
        remember(kind, them, sheet.json(), posted);
      }
      return refusal;
    }
    SheetAnswer answer = SheetAnswer.read(body);
    // a day's grace: the payer judged by the moment before the message was written
    Optional<Refusal> refusal =
        refusal(answer, us).or(() -> late(answer, announced(posted).minusDays(1)));
    if (refusal.isEmpty()) {
      remember(kind, them, answer.json(), posted);
    }
    return refusal;
  }

  /// Puts back what this side had sent and a restored store forgot.
  void recall(String kind, byte[] body, Posted posted) {
    remember(
        kind,
        us,
        kind.equals("sheet") ? RateSheet.read(kind, body).json() : SheetAnswer.read(body).json(),
        posted);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), agreement.zone());
  }

  /// The day on which the other side wrote a message, never a later one than today.
  private LocalDate announced(Posted posted) {
    LocalDate written = LocalDate.ofInstant(posted.created(), agreement.zone());
    return written.isAfter(today()) ? today() : written;
  }

  private void remember(String type, PartyId by, Json.Obj body, Posted posted) {
    Json.Builder row = Json.Obj.with().put("type", type).put("by", by.value()).put("body", body);
    store.addSheet(posted.writeInto(row).end());
  }

  private Optional<Refusal> refusal(RateSheet sheet, PartyId payee, LocalDate announced) {
    boolean theirs =
        agreement.form().streams().stream()
            .anyMatch(stream -> stream.id().equals(sheet.stream()) && stream.payee().equals(payee));
    String code = agreement.calledCodes().getOrDefault(sheet.stream(), "none");
    boolean foreign = sheet.rows().stream().anyMatch(row -> !row.row().prefix().startsWith(code));
    if (!theirs || foreign) {
      return Optional.of(
          Refusal.of(
              "voice.sheet.stream",
              "التسعيرة يرسلها مستحق الأجرة، ولأرقام بلده وحدها",
              "a sheet is sent by the payee of its stream, for numbers of that country only"));
    }
    if (!sheet.basis().equals(basis(sheet.stream()))) {
      return Optional.of(
          Refusal.of(
              "voice.sheet.basis",
              "بُنيت التسعيرة على نسخة ليست آخر نسخة مقبولة",
              "the sheet builds on another version than the one last accepted"));
    }
    boolean waits =
        sheets().stream()
            .anyMatch(each ->
                each.standing() == Standing.WAITING
                    && each.sheet().stream().equals(sheet.stream()));
    if (waits) {
      return Optional.of(
          Refusal.of(
              "voice.sheet.waiting",
              "تسعيرة أخرى لهذا المسار تنتظر الجواب",
              "another sheet of this stream waits for its answer"));
    }
    return tooSoon(sheet, announced);
  }

  /// Both nodes judge by the day on which the sheet was announced: a slow line does not make a
  /// sheet late that was sent in time.
  private Optional<Refusal> tooSoon(RateSheet sheet, LocalDate announced) {
    TrafficAgreement inForce = inForce();
    SheetRules rules = SheetRules.of(inForce, announced);
    Optional<String> unknown =
        sheet.rows().stream()
            .map(row -> row.row().profile())
            .filter(profile -> !inForce.hasProfile(profile))
            .findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          Refusal.of(
              "voice.sheet.time-profile",
              "لا يعرف الاتفاق أوقات الذروة المسماة " + unknown.get(),
              "the agreement has no time profile named " + unknown.get()));
    }
    return rules.tooSoon(sheet).stream().findFirst().map(change -> tooSoon(change, rules));
  }

  private static Refusal tooSoon(SheetChange change, SheetRules rules) {
    String what = change.prefix() + " (" + change.effective() + ")";
    return switch (rules.reason(change)) {
      case "past-increase" ->
          Refusal.of(
              "voice.sheet.past-increase",
              "زيادة سعر تبدأ في الماضي: " + what,
              "an increase begins in the past: " + what);
      case "past-change" ->
          Refusal.of(
              "voice.sheet.past-change",
              "سعر يبدأ قبل يوم إعلانه: " + what,
              "a rate begins before the day of its announcement: " + what);
      case "increase-too-soon" ->
          Refusal.of(
              "voice.sheet.increase-too-soon",
              "زيادة سعر قبل انقضاء مهلة الإشعار وهي "
                  + rules.notice().increaseDays()
                  + " يوماً: "
                  + what,
              "an increase before the notice of "
                  + rules.notice().increaseDays()
                  + " days has passed: "
                  + what);
      default ->
          Refusal.of(
              "voice.sheet.decrease-too-soon",
              "خفض سعر قبل انقضاء مهلة الإشعار وهي "
                  + rules.notice().decreaseDays()
                  + " يوماً: "
                  + what,
              "a decrease before the notice of "
                  + rules.notice().decreaseDays()
                  + " days has passed: "
                  + what);
    };
  }

  private Optional<RateSheet> accepted(SheetAnswer answer) {
    return answer.accepted() ? find(answer.sheet()).map(Sheet::sheet) : Optional.empty();
  }

  private List<SheetChange> before(RateSheet sheet, LocalDate day) {
    return new SheetDiff(inForce().tariff(), sheet).before(day);
  }

  /// A sheet that waited until its rates had begun is refused and sent anew: accepted, it would
  /// change the price of calls that both sides have accounted for.
  private Optional<Refusal> late(SheetAnswer answer, LocalDate day) {
    return accepted(answer).stream()
        .flatMap(sheet -> before(sheet, day).stream())
        .findFirst()
        .map(change -> {
          String what = change.prefix() + " (" + change.effective() + ")";
          return Refusal.of(
              "voice.sheet.accepted-late",
              "بدأ سعر قبل قبوله، فارفض التسعيرة لتُرسل بتاريخ جديد: " + what,
              "a rate began before its acceptance; refuse the sheet, so that it is sent with a new"
                  + " day: "
                  + what);
        });
  }

  /// What is agreed on, or begins before such a month ends, keeps its rates.
  private Optional<Refusal> inAgreedMonth(RateSheet sheet) {
    return before(sheet, LocalDate.MAX).stream()
        .map(change -> YearMonth.from(change.effective()))
        .filter(isAgreed)
        .findFirst()
        .map(month ->
            Refusal.of(
                "voice.sheet.agreed-month",
                "اتُّفق على حساب الشهر " + month + "، فلا يبدأ فيه سعر",
                "the account of " + month + " is agreed on; no rate begins in it"));
  }

  private Optional<Refusal> refusal(SheetAnswer answer, PartyId sender) {
    boolean waits =
        sheets().stream()
            .anyMatch(each ->
                each.standing() == Standing.WAITING
                    && each.by().equals(sender)
                    && each.sheet().digest().equals(answer.sheet()));
    return waits
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "voice.sheet.unknown",
                "لا تنتظر تسعيرة بهذه البصمة جواباً",
                "no sheet of this digest waits for an answer"));
  }

  /// Digest of a sheet as it stands in a proposal.
  public static String digestOf(Proposal proposal) {
    return Sha256.hex(proposal.subject().canonicalBytes());
  }
}
