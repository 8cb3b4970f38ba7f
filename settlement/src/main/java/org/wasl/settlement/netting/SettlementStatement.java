package org.wasl.settlement.netting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Stream;
import org.wasl.settlement.netting.NetStatement.StreamTotal;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// The statement of a settlement period: the balances of its months and what they come to, in the
/// account's currency and in the second unit (ITR 2012 Appendix 1, no. 2.5: a quarter, unless the
/// agreement's clocks name another number of months). It adds up the statements of the months as
/// both parties sign them, each rounded as the agreement says, and names their digests; nothing is
/// rounded anew except the conversion. Made from these alone, so both nodes make the same bytes.
///
/// @param months the statements of the months, the oldest first, none left out
/// @param streams sums over the months, in the order of the form
/// @param debtor who pays; absent when the balance is zero
/// @param net the balance, zero or more
/// @param conversion that of the last month
/// @param issuedOn the day of the last month's statement
/// @param dueOn the last day of payment
public record SettlementStatement(
    List<NetStatement> months,
    List<StreamTotal> streams,
    Optional<PartyId> debtor,
    BigDecimal net,
    Conversion conversion,
    BigDecimal netConverted,
    LocalDate issuedOn,
    LocalDate dueOn) {
  public SettlementStatement {
    months = List.copyOf(months);
    streams = List.copyOf(streams);
    if (net.signum() < 0 || debtor.isPresent() != (net.signum() > 0)) {
      throw new IllegalArgumentException("a debtor owes a positive balance: " + net);
    }
  }

  /// @throws IllegalArgumentException when these are not months that follow one another, of one
  ///   agreement, form and currency
  public static SettlementStatement of(List<NetStatement> months) {
    requireOneAfterAnother(months);
    NetStatement last = months.getLast();
    Stream one = last.form().streams().getFirst();
    BigDecimal owedByOne = BigDecimal.ZERO.setScale(last.net().scale());
    for (NetStatement month : months) {
      boolean owes = month.debtor().equals(Optional.of(one.payer()));
      owedByOne = owes ? owedByOne.add(month.net()) : owedByOne.subtract(month.net());
    }
    BigDecimal net = owedByOne.abs();
    Optional<PartyId> debtor =
        net.signum() == 0
            ? Optional.empty()
            : Optional.of(owedByOne.signum() > 0 ? one.payer() : one.payee());
    return new SettlementStatement(
        months,
        sums(months),
        debtor,
        net,
        last.conversion(),
        last.conversion().convert(net),
        last.issuedOn(),
        last.dueOn());
  }

  private static void requireOneAfterAnother(List<NetStatement> months) {
    for (int i = 1; i < months.size(); i++) {
      NetStatement before = months.get(i - 1);
      NetStatement month = months.get(i);
      if (!month.period().equals(before.period().plusMonths(1))
          || !month.form().agreement().equals(before.form().agreement())
          || !month.form().streams().equals(before.form().streams())
          || !month.form().measures().equals(before.form().measures())
          || !month.currency().equals(before.currency())) {
        throw new IllegalArgumentException(
            month.period() + " does not follow " + before.period() + " in one statement");
      }
    }
    if (months.isEmpty()) {
      throw new IllegalArgumentException("a statement of no month");
    }
  }

  private static List<StreamTotal> sums(List<NetStatement> months) {
    List<StreamTotal> sums = new ArrayList<>(months.getFirst().streams());
    for (NetStatement month : months.subList(1, months.size())) {
      for (int i = 0; i < sums.size(); i++) {
        sums.set(i, sum(sums.get(i), month.streams().get(i)));
      }
    }
    return sums;
  }

  private static StreamTotal sum(StreamTotal one, StreamTotal other) {
    List<Long> quantities = new ArrayList<>();
    for (int i = 0; i < one.quantities().size(); i++) {
      quantities.add(Math.addExact(one.quantities().get(i), other.quantities().get(i)));
    }
    return new StreamTotal(
        one.stream(), quantities, one.amount().add(other.amount()), one.held().add(other.held()));
  }

  /// The form of the last month.
  public AccountForm form() {
    return months.getLast().form();
  }

  public CurrencyVintage currency() {
    return form().currency();
  }

  public YearMonth first() {
    return months.getFirst().period();
  }

  public YearMonth last() {
    return months.getLast().period();
  }

  /// Who is paid: the party that is not the debtor.
  public Optional<PartyId> creditor() {
    Stream one = form().streams().getFirst();
    return debtor.map(party -> party.equals(one.payer()) ? one.payee() : one.payer());
  }

  /// The canonical data; a payment names its digest.
  public Json.Obj json() {
    List<Json> monthly = new ArrayList<>();
    for (NetStatement month : months) {
      Json.Builder row =
          Json.Obj.with()
              .put("period", month.period().toString())
              .put("statement", month.digest())
              .put("net", month.net().toPlainString());
      month.debtor().ifPresent(party -> row.put("debtor", party.value()));
      monthly.add(row.end());
    }
    Json.Builder out =
        Json.Obj.with()
            .put("type", "wasl-settlement/1")
            .put("agreement", form().agreement().value())
            .put("form", form().version())
            .put("first", first().toString())
            .put("last", last().toString())
            .put("months", new Json.Arr(monthly))
            .put("currency", currency().code())
            .put("vintage", currency().vintage())
            .putStrings("measures", form().measures())
            .put("streams", Json.Arr.of(streams.stream().map(StreamTotal::json).toList()))
            .put("net", net.toPlainString())
            .put("conversion", conversion.json())
            .put("netConverted", netConverted.toPlainString())
            .put("issuedOn", issuedOn.toString())
            .put("dueOn", dueOn.toString());
    debtor.ifPresent(party -> out.put("debtor", party.value()));
    return out.end();
  }

  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }
}
