package org.wasl.voice.exchange;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.paper.Paper;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.document.StatementPaper;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.settlement.wire.UblInvoice;
import org.wasl.settlement.wire.UblStatement;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Party;
import org.wasl.voice.TrafficAgreement;

/// The statements of months and of settlement periods, with the papers and invoices drawn from
/// them. All are made from what both parties agreed, so both nodes make the same bytes.
public final class StatementDesk {
  private static final int BILLED = TrafficAgreement.MEASURES.indexOf("billedSeconds");

  private final TrafficAgreement agreement;
  private final MonthSteps steps;
  private final Map<PartyId, Party> parties;
  private final Function<YearMonth, Optional<LocalDate>> silentSince;

  /// Closed months whose statements come out as they were signed.
  private final Set<YearMonth> sound = ConcurrentHashMap.newKeySet();

  /// @param silentSince the day since which the account of a month stands because nobody questioned
  ///   it in time
  StatementDesk(
      TrafficAgreement agreement,
      MonthSteps steps,
      Map<PartyId, Party> parties,
      Function<YearMonth, Optional<LocalDate>> silentSince) {
    this.silentSince = silentSince;
    this.agreement = agreement;
    this.steps = steps;
    this.parties = parties;
  }

  /// The statement of a month, once both agreed, or the time for questions is over, and a rate of
  /// conversion of a day until its end is known. A signed one keeps the rate with which it was
  /// signed, whatever rates came since.
  public Optional<NetStatement> month(YearMonth period) {
    List<Conversion> rates = conversions(period);
    Optional<AgreedAccount> agreed = agreed(period);
    if (agreed.isEmpty() || rates.isEmpty()) {
      return Optional.empty();
    }
    NetStatement newest =
        NetStatement.of(
            agreement.form(period), agreed.get(), rates.getFirst(), agreement.clocks(period));
    Collection<String> signed = steps.month(period).signed().values();
    if (signed.isEmpty() || signed.contains(newest.digest())) {
      return Optional.of(newest);
    }
    return rates.stream()
        .map(newest::with)
        .filter(each -> signed.contains(each.digest()))
        .findFirst()
        .or(() -> Optional.of(newest));
  }

  /// Months whose signed statements no longer come out of the kept steps: the agreement's files
  /// were changed under them.
  public List<YearMonth> changed() {
    return steps.periods().stream()
        .filter(each -> !sound.contains(each) && isChanged(each))
        .toList();
  }

  private boolean isChanged(YearMonth period) {
    MonthCase month = steps.month(period);
    if (!steps.untaken(period).isEmpty()) {
      return true;
    }
    Optional<String> now = month(period).map(NetStatement::digest);
    boolean isSound =
        month.signed().values().stream().allMatch(each -> now.equals(Optional.of(each)));
    if (isSound && month.stage() == MonthCase.Stage.CLOSED) {
      sound.add(period);
    }
    return !isSound;
  }

  /// Whether nothing but a rate of conversion is missing for the statement of a month.
  public boolean lacksRate(YearMonth period) {
    return agreed(period).isPresent() && conversions(period).isEmpty();
  }

  /// The account of a month that stands: both agreed, or nobody questioned it in time.
  Optional<AgreedAccount> agreed(YearMonth period) {
    MonthCase month = steps.month(period);
    if (month.agreed().size() == 2) {
      return month.agreedAccount();
    }
    return silentSince.apply(period).isPresent() ? month.unquestionedAccount() : Optional.empty();
  }

  /// Since when the account of a month stands by silence, where it does.
  public Optional<LocalDate> silentSince(YearMonth period) {
    return silentSince.apply(period);
  }

  /// Rates of days until the end of a month, the newest first.
  private List<Conversion> conversions(YearMonth period) {
    return agreement.conversions().stream()
        .filter(each -> !each.on().isAfter(period.atEndOfMonth()))
        .sorted(Comparator.comparing(Conversion::on).reversed())
        .toList();
  }

  /// The months of the settlement period that holds a month, as the agreement's clocks name them;
  /// those before the first month of which anything crossed are no part of it.
  List<YearMonth> monthsOf(YearMonth period) {
    Clocks clocks = agreement.clocks();
    List<YearMonth> crossed = steps.periods();
    YearMonth first = clocks.firstOf(period);
    if (!crossed.isEmpty() && crossed.getFirst().isAfter(first)) {
      first = crossed.getFirst();
    }
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth each = first; !each.isAfter(clocks.lastOf(period)); each = each.plusMonths(1)) {
      months.add(each);
    }
    return months;
  }

  /// The statement of the settlement period that holds a month, once both agreed on every month of
  /// it; of a period of one month too.
  public Optional<SettlementStatement> settlement(YearMonth period) {
    List<NetStatement> months = new ArrayList<>();
    for (YearMonth each : monthsOf(period)) {
      Optional<NetStatement> month = month(each);
      if (month.isEmpty()) {
        return Optional.empty();
      }
      months.add(month.get());
    }
    return months.isEmpty() ? Optional.empty() : Optional.of(SettlementStatement.of(months));
  }

  /// Whether a settlement period has several months, so that its statement is another than the
  /// month's.
  public boolean hasSeveralMonths() {
    return agreement.clocks().statementMonths() > 1;
  }

  /// The paper of a month's statement.
  public Optional<Paper> paper(YearMonth period) {
    return month(period).map(each -> StatementPaper.of(each, agreement.wording(), names()));
  }

  /// The paper of the statement of the settlement period that holds a month.
  public Optional<Paper> settlementPaper(YearMonth period) {
    return settlement(period).map(each -> StatementPaper.of(each, agreement.wording(), names()));
  }

  private Map<PartyId, LocalizedText> names() {
    return parties.values().stream().collect(Collectors.toMap(Party::id, Party::name));
  }

  /// The invoice of one party to the other in the form of OASIS UBL 2.1, drawn from the month's
  /// statement.
  ///
  /// @return nothing before both agreed, and where nothing is owed for the payee's streams
  public Optional<byte[]> invoice(YearMonth period, PartyId payee) {
    return month(period)
        .flatMap(each -> UblInvoice.write(each, payee, invoicing(each.issuedOn()), BILLED));
  }

  /// The statement of the settlement period that holds a month in the form of OASIS UBL 2.1.
  public Optional<byte[]> settlementUbl(YearMonth period) {
    return settlement(period).map(each -> UblStatement.write(each, invoicing(each.issuedOn())));
  }

  private Map<PartyId, UblInvoice.Party> invoicing(LocalDate day) {
    return parties.values().stream()
        .collect(Collectors.toMap(Party::id, each -> invoicing(each, day)));
  }

  private UblInvoice.Party invoicing(Party party, LocalDate day) {
    OrganisationId gateway = agreement.gateway(party.id());
    String name = party.organisation(gateway).nameOn(day).en();
    return new UblInvoice.Party(gateway.value(), name, "", party.isoCode());
  }
}
