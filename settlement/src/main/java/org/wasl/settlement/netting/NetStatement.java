package org.wasl.settlement.netting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Line;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// The settlement statement of one month: what each stream comes to, who pays the balance, in the
/// account's currency and in the second unit. Made by each node from the agreed account alone, so
/// both make the same bytes; HTML, CSV, XLSX and PDF are drawn from this.
///
/// @param agreedDigest the agreed account it nets
/// @param streams in the order of the form
/// @param debtor who pays; absent when the balance is zero
/// @param net the balance, zero or more
/// @param held what stays disputed, net for the same debtor's view of each stream, listed per
///   stream
/// @param issuedOn the first day after the month on which both can have agreed: a date from the
///   agreement's clocks, no wall clock
/// @param dueOn the last day of payment
public record NetStatement(
    AccountForm form,
    YearMonth period,
    String agreedDigest,
    List<StreamTotal> streams,
    Optional<PartyId> debtor,
    BigDecimal net,
    Conversion conversion,
    BigDecimal netConverted,
    LocalDate issuedOn,
    LocalDate dueOn) {

  /// The sum of one stream.
  ///
  /// @param quantities in the order of the form's measures
  /// @param amount rounded as the agreement says
  /// @param held disputed, not in `amount`
  public record StreamTotal(
      Stream stream, List<Long> quantities, BigDecimal amount, BigDecimal held) {
    public StreamTotal {
      quantities = List.copyOf(quantities);
    }

    Json.Obj json() {
      List<Json> numbers = new ArrayList<>();
      quantities.forEach(quantity -> numbers.add(new Json.Int(quantity)));
      return Json.Obj.with()
          .put("stream", stream.id())
          .put("payer", stream.payer().value())
          .put("payee", stream.payee().value())
          .put("q", new Json.Arr(numbers))
          .put("amount", amount.toPlainString())
          .put("held", held.toPlainString())
          .end();
    }
  }

  public NetStatement {
    streams = List.copyOf(streams);
    if (net.signum() < 0 || debtor.isPresent() != (net.signum() > 0)) {
      throw new IllegalArgumentException("a debtor owes a positive balance: " + net);
    }
  }

  /// @throws IllegalArgumentException when the streams are not between one pair of parties
  public static NetStatement of(
      AccountForm form, AgreedAccount agreed, Conversion conversion, Clocks clocks) {
    List<StreamTotal> totals = new ArrayList<>();
    form.streams().forEach(stream -> totals.add(total(form, stream, agreed)));
    PartyId one = form.streams().getFirst().payer();
    BigDecimal owedByOne = zero(form);
    for (StreamTotal total : totals) {
      BigDecimal amount = total.amount();
      owedByOne =
          total.stream().payer().equals(one) ? owedByOne.add(amount) : owedByOne.subtract(amount);
    }
    BigDecimal net = owedByOne.abs();
    return new NetStatement(
        form,
        agreed.period(),
        agreed.digest(),
        totals,
        debtor(form, one, owedByOne),
        net,
        conversion,
        conversion.convert(net),
        clocks.statementDate(agreed.period()),
        clocks.paymentDate(agreed.period()));
  }

  /// The same statement with another rate to the second unit.
  public NetStatement with(Conversion rate) {
    return new NetStatement(
        form, period, agreedDigest, streams, debtor, net, rate, rate.convert(net), issuedOn, dueOn);
  }

  public CurrencyVintage currency() {
    return form.currency();
  }

  /// The canonical data that both parties sign.
  public Json.Obj json() {
    Json.Builder out =
        Json.Obj.with()
            .put("type", "wasl-statement/1")
            .put("agreement", form.agreement().value())
            .put("form", form.version())
            .put("period", period.toString())
            .put("agreed", agreedDigest)
            .put("currency", currency().code())
            .put("vintage", currency().vintage())
            .putStrings("measures", form.measures())
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

  private static Optional<PartyId> debtor(AccountForm form, PartyId one, BigDecimal owedByOne) {
    return switch (owedByOne.signum()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(one);
      default -> Optional.of(other(form, one));
    };
  }

  private static PartyId other(AccountForm form, PartyId one) {
    Stream first = form.streams().getFirst();
    return first.payer().equals(one) ? first.payee() : first.payer();
  }

  private static StreamTotal total(AccountForm form, Stream stream, AgreedAccount agreed) {
    List<AgreedLine> lines =
        agreed.lines().stream()
            .filter(each -> each.line().key().stream().equals(stream.id()))
            .toList();
    List<Long> quantities = new ArrayList<>();
    for (int i = 0; i < form.measures().size(); i++) {
      int measure = i;
      quantities.add(
          lines.stream()
              .mapToLong(each -> each.line().quantities().get(measure))
              .reduce(0, Math::addExact));
    }
    BigDecimal amount = sum(form, lines.stream().map(AgreedLine::line).map(Line::exact).toList());
    BigDecimal held = sum(form, lines.stream().map(AgreedLine::held).toList());
    return new StreamTotal(stream, quantities, amount, held);
  }

  private static BigDecimal sum(AccountForm form, List<BigInteger> exact) {
    RoundingRule rule = form.rounding();
    BigInteger units = form.unitsPerCurrency();
    return switch (rule.point()) {
      case PER_LINE ->
          exact.stream().map(each -> rule.money(each, units)).reduce(zero(form), BigDecimal::add);
      case PER_CALL, PER_ACCOUNT ->
          rule.money(exact.stream().reduce(BigInteger.ZERO, BigInteger::add), units);
    };
  }

  private static BigDecimal zero(AccountForm form) {
    return BigDecimal.ZERO.setScale(form.rounding().decimals());
  }
}
