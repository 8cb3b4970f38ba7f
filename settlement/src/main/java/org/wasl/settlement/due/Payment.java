package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// Money that arrived for a statement, as the creditor confirms it.
///
/// @param by the creditor
/// @param first month of the statement's settlement period
/// @param statement digest of the settlement period's statement; absent in payments that were
///   confirmed before statements of settlement periods were made
/// @param amount in the account's currency, above zero
/// @param on the day on which it arrived
/// @param isInterest whether it pays interest, not the balance
public record Payment(
    PartyId by,
    YearMonth first,
    Optional<String> statement,
    BigDecimal amount,
    LocalDate on,
    boolean isInterest) {
  private static final int MAX_BYTES = 1_024;

  public Payment {
    if (amount.signum() <= 0 || amount.precision() > 18) {
      throw new IllegalArgumentException("a payment is above zero: " + amount);
    }
  }

  /// A payment of the balance.
  public Payment(
      PartyId by, YearMonth first, Optional<String> statement, BigDecimal amount, LocalDate on) {
    this(by, first, statement, amount, on, false);
  }

  public Json.Obj json() {
    Json.Builder out =
        Json.Obj.with()
            .put("by", by.value())
            .put("period", first.toString())
            .put("amount", amount.toPlainString())
            .put("on", on.toString());
    statement.ifPresent(digest -> out.put("statement", digest));
    if (isInterest) {
      out.put("interest", true);
    }
    return out.end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Payment read(byte[] body) {
    JsonObjectReader in = JsonReader.read("payment", body, MAX_BYTES).asObject("payment");
    try {
      Payment payment =
          new Payment(
              new PartyId(in.string("by")),
              StepJson.period(in),
              in.has("statement") ? Optional.of(in.string("statement")) : Optional.empty(),
              in.decimal("amount"),
              LocalDate.parse(in.string("on")),
              in.has("interest") && in.bool("interest"));
      in.end();
      return payment;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("payment", "a payment", String.valueOf(e.getMessage()));
    }
  }
}
