package org.wasl.post.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;

/// The general account (CN 52) of a summary period: all CN 61 accounts of both directions set off
/// against each other, letters, parcels and EMS; and who pays the balance.
///
/// @param accounts in the order of the form's streams
/// @param debtor who pays; absent when the balance is zero
/// @param net zero or more
/// @param issuedOn by the agreement's clocks, no wall clock
/// @param dueOn the last day of payment
public record GeneralAccount(
    AccountForm form,
    YearMonth first,
    YearMonth last,
    List<SummaryAccount> accounts,
    Optional<PartyId> debtor,
    BigDecimal net,
    LocalDate issuedOn,
    LocalDate dueOn)
    implements AccountPaper {
  public GeneralAccount {
    accounts = List.copyOf(accounts);
    if (net.signum() < 0 || debtor.isPresent() != (net.signum() > 0)) {
      throw new IllegalArgumentException("a debtor owes a positive balance: " + net);
    }
  }

  /// @param accounts of all streams of the form, all of one period
  public static GeneralAccount of(AccountForm form, List<SummaryAccount> accounts, Clocks clocks) {
    PartyId one = form.streams().getFirst().payer();
    PartyId other = form.streams().getFirst().payee();
    BigDecimal owedByOne = DispatchStatement.zero(form);
    for (SummaryAccount each : accounts) {
      owedByOne =
          each.stream().payer().equals(one)
              ? owedByOne.add(each.amount())
              : owedByOne.subtract(each.amount());
    }
    YearMonth last = accounts.getFirst().last();
    Optional<PartyId> debtor =
        switch (owedByOne.signum()) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(one);
          default -> Optional.of(other);
        };
    return new GeneralAccount(
        form,
        accounts.getFirst().first(),
        last,
        accounts,
        debtor,
        owedByOne.abs(),
        clocks.statementDate(last),
        clocks.paymentDate(last));
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
            .put("issuedOn", issuedOn.toString())
            .put("dueOn", dueOn.toString());
    debtor.ifPresent(party -> out.put("debtor", party.value()));
    return out.end();
  }

  @Override
  public String digest() {
    return Account.digestOf(json());
  }
}
