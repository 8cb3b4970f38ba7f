package org.wasl.settlement;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.wasl.terms.CurrencyVintage;

/// What an account of one agreement looks like: which quantities each line carries and in which
/// unit its exact amount is counted.
///
/// @param agreement the agreement
/// @param version counts up when the agreement's terms change
/// @param measures names of the quantities in the order of [Line#quantities()], 1 to 16
/// @param currency of every amount
/// @param unitsPerCurrency how many exact units make one currency unit: rates in 10⁻⁶ a minute and
///   durations in seconds make 60,000,000
/// @param rounding where and how amounts become money
/// @param streams the directions of what is settled, each with who owes whom
public record AccountForm(
    AgreementId agreement,
    int version,
    List<String> measures,
    CurrencyVintage currency,
    BigInteger unitsPerCurrency,
    RoundingRule rounding,
    List<Stream> streams) {
  private static final Pattern MEASURE = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,30}");

  public AccountForm {
    measures = List.copyOf(measures);
    streams = List.copyOf(streams);
    if (version < 1 || measures.isEmpty() || measures.size() > 16 || streams.isEmpty()) {
      throw new IllegalArgumentException("not an account form: " + agreement + " v" + version);
    }
    if (!measures.stream().allMatch(name -> MEASURE.matcher(name).matches())
        || new HashSet<>(measures).size() != measures.size()) {
      throw new IllegalArgumentException("measures are distinct words: " + measures);
    }
    if (unitsPerCurrency.signum() <= 0) {
      throw new IllegalArgumentException("units per currency are positive: " + unitsPerCurrency);
    }
  }

  /// @throws IllegalArgumentException when the agreement has no such stream
  public Stream stream(String id) {
    return streams.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream " + id + " in " + agreement));
  }

  public boolean hasStream(String id) {
    return streams.stream().anyMatch(each -> each.id().equals(id));
  }
}
