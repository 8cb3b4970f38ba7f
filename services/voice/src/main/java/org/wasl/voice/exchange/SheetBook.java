package org.wasl.voice.exchange;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.settlement.Account;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetChange;
import org.wasl.voice.sheets.SheetDiff;

/// The rate sheets of both sides. The payee of a stream sends a sheet, the payer accepts or refuses
/// it; both are steps that a second person approves. Only an accepted sheet changes the tariff, for
/// both sides in the same way: a sheet names the one on which it builds, so that two sheets on
/// their way at once cannot be applied in different orders.
public final class SheetBook {
  /// Kinds of messages and of proposals.
  public static final List<String> KINDS = List.of("sheet", "sheet-answer");

  private static final int MAX_ANSWER = 4_096;

  /// Where a sheet stands.
  public enum Standing {
    WAITING,
    ACCEPTED,
    REFUSED
  }

  /// @param by the payee that sent it
  public record Sheet(RateSheet sheet, PartyId by, Standing standing) {}

  /// Sends a message of a kind; refused when policy refuses.
  @FunctionalInterface
  public interface Sending {
    Decision send(String kind, byte[] body);
  }

  private final TrafficAgreement agreement;
  private final PartyId us;
  private final PartyId them;
  private final VoiceStore store;
  private final Approvals approvals;
  private final InstantSource clock;
  private final Sending sending;

  public SheetBook(
      TrafficAgreement agreement,
      PartyId us,
      PartyId them,
      VoiceStore store,
      Approvals approvals,
      InstantSource clock,
      Sending sending) {
    this.agreement = agreement;
    this.us = us;
    this.them = them;
    this.store = store;
    this.approvals = approvals;
    this.clock = clock;
    this.sending = sending;
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
        sheets.put(sheet.digest(), new Sheet(sheet, by, Standing.WAITING));
      } else {
        Answer answer = Answer.read(body);
        sheets.computeIfPresent(
            answer.sheet(),
            (_, sheet) ->
                new Sheet(
                    sheet.sheet(),
                    sheet.by(),
                    answer.accepted() ? Standing.ACCEPTED : Standing.REFUSED));
      }
    }
    return List.copyOf(sheets.values());
  }

  /// The agreement with the tariff that all accepted sheets make, and their digests in its basis.
  public TrafficAgreement inForce() {
    List<TariffRow> tariff = agreement.tariff();
    List<String> digests = new ArrayList<>(agreement.digests());
    for (Sheet each : sheets()) {
      if (each.standing() == Standing.ACCEPTED) {
        tariff = new SheetDiff(tariff, each.sheet()).accepted();
        digests.add(each.sheet().digest());
      }
    }
    return agreement.with(tariff, digests);
  }

  /// What a sheet would change.
  public List<SheetChange> changes(RateSheet sheet) {
    return new SheetDiff(inForce().tariff(), sheet).changes();
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
        "voice.sheet-answer", new Answer(sheetDigest, accepted, reason).json(), by);
  }

  private Decision carryOutSheet(Proposal proposal, Person approver) {
    RateSheet sheet = RateSheet.read("sheet", proposal.subject().canonicalBytes());
    Optional<Refusal> refusal = refusal(sheet, us);
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    Decision sent = sending.send("sheet", sheet.json().canonicalBytes());
    if (sent instanceof Decision.Done) {
      remember("sheet", us, sheet.json());
    }
    return sent;
  }

  private Decision carryOutAnswer(Proposal proposal, Person approver) {
    Answer answer = Answer.read(proposal.subject().canonicalBytes());
    Optional<Refusal> refusal = refusal(answer, them);
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    Decision sent = sending.send("sheet-answer", answer.json().canonicalBytes());
    if (sent instanceof Decision.Done) {
      remember("sheet-answer", us, answer.json());
    }
    return sent;
  }

  /// Takes what the other side sent.
  ///
  /// @return why not, or nothing when it was taken
  Optional<Refusal> take(String kind, byte[] body) {
    if (kind.equals("sheet")) {
      RateSheet sheet = RateSheet.read(kind, body);
      Optional<Refusal> refusal = refusal(sheet, them);
      if (refusal.isEmpty()) {
        remember(kind, them, sheet.json());
      }
      return refusal;
    }
    Answer answer = Answer.read(body);
    Optional<Refusal> refusal = refusal(answer, us);
    if (refusal.isEmpty()) {
      remember(kind, them, answer.json());
    }
    return refusal;
  }

  /// Puts back what this side had sent, after a restored backup.
  public void recall(String kind, byte[] body) {
    Json.Obj step = kind.equals("sheet") ? RateSheet.read(kind, body).json() : Answer.read(body).json();
    remember(kind, us, step);
  }

  private void remember(String type, PartyId by, Json.Obj body) {
    store.addSheet(Json.Obj.with().put("type", type).put("by", by.value()).put("body", body).end());
  }

  private Optional<Refusal> refusal(RateSheet sheet, PartyId payee) {
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
    return tooSoon(sheet);
  }

  private Optional<Refusal> tooSoon(RateSheet sheet) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), agreement.zone());
    SheetDiff diff = new SheetDiff(inForce().tariff(), sheet);
    if (!diff.tooSoon(today, 0).isEmpty()) {
      return Optional.of(
          Refusal.of(
              "voice.sheet.past-increase",
              "زيادة سعر تبدأ في الماضي: " + diff.tooSoon(today, 0).getFirst().prefix(),
              "an increase begins in the past: " + diff.tooSoon(today, 0).getFirst().prefix()));
    }
    return Optional.empty();
  }

  private Optional<Refusal> refusal(Answer answer, PartyId sender) {
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

  /// @param sheet digest
  /// @param reason a short code, empty when accepted
  private record Answer(String sheet, boolean accepted, String reason) {
    Answer {
      if (!sheet.matches("[0-9a-f]{64}") || !reason.matches("|[a-z][a-z0-9-]{0,40}")) {
        throw new IllegalArgumentException("not an answer to a sheet");
      }
    }

    Json.Obj json() {
      return Json.Obj.with()
          .put("sheet", sheet)
          .put("accepted", accepted)
          .put("reason", reason)
          .end();
    }

    static Answer read(byte[] body) {
      JsonObjectReader in = JsonReader.read("sheet-answer", body, MAX_ANSWER).asObject("answer");
      Answer answer = new Answer(in.string("sheet"), in.bool("accepted"), in.string("reason"));
      in.end();
      return answer;
    }
  }

  /// Digest of a sheet as it stands in a proposal.
  public static String digestOf(Proposal proposal) {
    return Account.digestOf(proposal.subject());
  }
}
