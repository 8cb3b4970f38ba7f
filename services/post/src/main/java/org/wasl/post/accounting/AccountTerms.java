package org.wasl.post.accounting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.post.rating.CountingRules;
import org.wasl.post.rating.RateBook;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Stream;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;

/// What two posts agreed on their accounts.
///
/// @param form streams, measures, currency, and the rounding at each line
/// @param mailClasses the mail class of each stream: U letters, C parcels, E EMS; I for indemnities
/// @param clocks their settlement period is what CN 61 and CN 52 cover
/// @param zone whose days the clocks count
/// @param carryUpTo a balance up to that is not paid but carried to the next general account
/// @param lookBackMonths how far back a final rate, a late declaration or a late note still changes
///   what was accounted
/// @param digests of the files it was read from, the basis of accounts
public record AccountTerms(
    AccountForm form,
    Map<String, Character> mailClasses,
    Tolerance tolerance,
    Clocks clocks,
    ZoneId zone,
    BigDecimal carryUpTo,
    int lookBackMonths,
    CountingRules counting,
    RateBook rates,
    List<String> digests) {
  /// What stands for a mail class in streams of indemnities.
  public static final char INDEMNITIES = 'I';

  /// Exact amounts are millionths of an SDR.
  public static final BigInteger UNITS = BigInteger.valueOf(1_000_000);

  public AccountTerms {
    mailClasses = Map.copyOf(mailClasses);
    digests = List.copyOf(digests);
    if (carryUpTo.signum() < 0 || lookBackMonths < 1 || lookBackMonths > 60) {
      throw new IllegalArgumentException("not the months of an account");
    }
    for (Stream each : form.streams()) {
      if (!mailClasses.containsKey(each.id())) {
        throw new IllegalArgumentException("no mail class of stream " + each.id());
      }
    }
  }

  /// The mail class of a stream of the form: U letters, C parcels, E EMS, I for indemnities.
  public char mailClass(Stream stream) {
    return mailClasses.getOrDefault(stream.id(), ' ');
  }

  /// The stream of mail of a class to a post.
  public Optional<Stream> findStream(char mailClass, PartyId payee) {
    return form.streams().stream()
        .filter(each -> each.payee().equals(payee))
        .filter(each -> mailClass(each) == mailClass)
        .findFirst();
  }

  /// The currency of the account of each of some months.
  public Map<YearMonth, CurrencyVintage> currencies(Collection<YearMonth> months) {
    return months.stream()
        .distinct()
        .collect(Collectors.toMap(Function.identity(), _ -> form.currency()));
  }

  /// The first month of the summary that a month belongs to.
  public YearMonth firstOfSummary(YearMonth month) {
    return clocks.firstOf(month);
  }

  /// Whether a month is the last of a summary.
  public boolean endsSummary(YearMonth month) {
    return month.equals(clocks.lastOf(month));
  }
}
