package org.wasl.voice.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wasl.voice.Call;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.rating.Rater;

/// Where the price of a call comes from: the record as it stands in its file, the mapping by which
/// it was read, and the tariff row that priced it.
///
/// @param raw the line, or the record's bytes in hexadecimal
/// @param profile digest of the mapping
/// @param row nothing where no single row explains the price
/// @param sheet the accepted sheet that set the row, nothing where the agreement itself did
/// @param basis digests of what the tariff in force was made from
public record Origin(
    VoiceDesk.Source source,
    FileReport file,
    String raw,
    String profile,
    Optional<TariffRow> row,
    Optional<SheetBook.Sheet> sheet,
    List<String> basis) {

  /// The row that prices a call: valid on its day, the longest prefix, then the longest origin. A
  /// row that gives another price by itself is not shown as the reason of this one.
  static Optional<TariffRow> row(TrafficAgreement agreement, VoiceDesk.Source source) {
    Call call = source.call();
    String to = Long.toString(call.to());
    String from = call.from() == 0 ? "" : Long.toString(call.from());
    return agreement.tariff().stream()
        .filter(row -> row.stream().equals(source.rated().stream()))
        .filter(row -> to.startsWith(row.prefix()) && from.startsWith(row.origin()))
        .filter(row -> row.validity().holdsOn(source.rated().day()))
        .max(
            Comparator.comparingInt((TariffRow row) -> row.prefix().length())
                .thenComparingInt(row -> row.origin().length()))
        .filter(row ->
            new Rater(agreement.with(List.of(row), List.of()))
                .rate(call)
                .equals(Optional.of(source.rated())));
  }
}
