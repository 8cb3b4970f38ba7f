package org.wasl.voice.exchange;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  StatementDesk(TrafficAgreement agreement, MonthSteps steps, Map<PartyId, Party> parties) {
    this.agreement = agreement;
    this.steps = steps;
    this.parties = parties;
  }

  /// The statement of a month, once both agreed and a rate of conversion of a day until its end is
  /// known.
  public Optional<NetStatement> month(YearMonth period) {
    return agreed(period)
        .flatMap(agreed ->
            conversion(period)
                .map(rate -> NetStatement.of(agreement.form(), agreed, rate, agreement.clocks())));
  }

  /// Whether nothing but a rate of conversion is missing for the statement of a month.
  public boolean lacksRate(YearMonth period) {
    return agreed(period).isPresent() && conversion(period).isEmpty();
  }

  private Optional<AgreedAccount> agreed(YearMonth period) {
    MonthCase month = steps.month(period);
    return month.agreed().size() < 2 ? Optional.empty() : month.agreedAccount();
  }

  private Optional<Conversion> conversion(YearMonth period) {
    return agreement.conversions().stream()
        .filter(each -> !each.on().isAfter(period.atEndOfMonth()))
        .max(Comparator.comparing(Conversion::on));
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
