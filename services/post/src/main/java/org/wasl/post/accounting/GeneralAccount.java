package org.wasl.post.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// The general account (CN 52) of a summary period: all CN 61 accounts of both directions set off
/// against each other, letters, parcels and EMS, with what the account before carried over; and who
/// pays the balance. A balance up to what the agreement says is not paid but carried to the next.
///
/// @param accounts in the order of the form's streams
/// @param carriedIn what the account before carried over
/// @param debtor who owes; absent when the balance is zero
/// @param net zero or more
/// @param isCarried whether it is carried to the next account
/// @param issuedOn by the agreement's clocks, no wall clock
/// @param dueOn the last day of payment
public record GeneralAccount(
    AccountForm form,
    YearMonth first,
    YearMonth last,
    List<SummaryAccount> accounts,
    Optional<Carried> carriedIn,
    Optional<PartyId> debtor,
    BigDecimal net,
    boolean isCarried,
    LocalDate issuedOn,
    LocalDate dueOn)
    implements AccountPaper {
  public GeneralAccount {
    accounts = List.copyOf(accounts);
    if (net.signum() < 0 || debtor.isPresent() != (net.signum() > 0)) {
      throw new IllegalArgumentException("a debtor owes a positive balance: " + net);
    }
  }

  /// A balance that was too small to be paid.
  ///
  /// @param last month of the account that carries it over
  public record Carried(PartyId debtor, BigDecimal amount, YearMonth last) {
    Json.Obj json() {
      return Json.Obj.with()
          .put("debtor", debtor.value())
          .put("amount", amount.toPlainString())
          .put("last", last.toString())
          .end();
    }
  }

  /// @param accounts of all streams of the form, all of one period
  /// @param carryUpTo a balance up to that is carried over
  public static GeneralAccount of(
      AccountForm form,
      List<SummaryAccount> accounts,
      Optional<Carried> carriedIn,
      Clocks clocks,
      BigDecimal carryUpTo) {
    PartyId one = form.streams().getFirst().payer();
    PartyId other = form.streams().getFirst().payee();
    BigDecimal owedByOne = DispatchStatement.zero(form);
    for (SummaryAccount each : accounts) {
      owedByOne = owedBy(one, each.stream().payer(), each.amount()).add(owedByOne);
    }
    if (carriedIn.isPresent()) {
      owedByOne = owedBy(one, carriedIn.get().debtor(), carriedIn.get().amount()).add(owedByOne);
    }
    YearMonth last = accounts.getFirst().last();
    Optional<PartyId> debtor =
        switch (owedByOne.signum()) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(one);
          default -> Optional.of(other);
        };
    BigDecimal net = owedByOne.abs();
    return new GeneralAccount(
        form,
        accounts.getFirst().first(),
        last,
        accounts,
        carriedIn,
        debtor,
        net,
        net.signum() > 0 && net.compareTo(carryUpTo) <= 0,
        clocks.statementDate(last),
        clocks.paymentDate(last));
  }

  private static BigDecimal owedBy(PartyId one, PartyId debtor, BigDecimal amount) {
    return debtor.equals(one) ? amount : amount.negate();
  }

  /// What is to be paid: nothing where it is carried over.
  public BigDecimal payable() {
    return isCarried ? DispatchStatement.zero(form) : net;
  }

  /// What goes into the next account.
  public Optional<Carried> carriedOut() {
    return debtor.filter(_ -> isCarried).map(party -> new Carried(party, net, last));
  }

  @Override
  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (SummaryAccount each : accounts) {
      rows.add(
          Json.Obj.with()
              .put("stream", each.stream().id())
              .put("payer", each.stream().payer().value())
              .put("payee", each.stream().payee().value())
              .put("cn61", each.digest())
              .put("amount", each.amount().toPlainString())
              .put("held", each.held().toPlainString())
              .end());
    }
    Json.Builder out =
        Json.Obj.with()
            .put("type", "wasl-cn52/1")
            .put("agreement", form.agreement().value())
            .put("form", form.version())
            .put("first", first.toString())
            .put("last", last.toString())
            .put("currency", form.currency().code())
            .put("accounts", new Json.Arr(rows))
            .put("net", net.toPlainString())
            .put("carried", isCarried)
            .put("issuedOn", issuedOn.toString())
            .put("dueOn", dueOn.toString());
    debtor.ifPresent(party -> out.put("debtor", party.value()));
    carriedIn.ifPresent(each -> out.put("carriedIn", each.json()));
    return out.end();
  }

  @Override
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }
}
