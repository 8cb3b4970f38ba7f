package org.wasl.numbering.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Sourced;
import org.wasl.terms.json.JsonObjectReader;

/// Reads `numbering.json` and `numbering-plan.csv` of a party's folder. The table has a header line
/// and [#COLUMNS] columns, no quoting, at most [#MAX_LINES] lines.
public final class PlanFiles {
  static final int MAX_LINES = 100_000;
  static final String COLUMNS =
      "first,last,least_digits,most_digits,kind,holder,status,area_en,area_ar,"
          + "valid_from,valid_to,source,confidence";

  private PlanFiles() {}

  /// @throws MalformedPlanException with file and line, when the table is wrong
  public static NationalPlan read(PartyId party, Path folder) {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("numbering.json"));
    String countryCode = in.string("countryCode");
    String trunk = in.string("trunkPrefix");
    String international = in.string("internationalPrefix");
    CountriesFolder.sourced(in);
    in.end();
    Path table = folder.resolve("numbering-plan.csv");
    return new NationalPlan(party, countryCode, trunk, international, entries(table));
  }

  private static List<PlanEntry> entries(Path table) {
    List<String> lines = lines(table);
    if (lines.isEmpty() || !lines.getFirst().equals(COLUMNS)) {
      throw new MalformedPlanException(table, 1, "the columns " + COLUMNS);
    }
    if (lines.size() > MAX_LINES) {
      throw new MalformedPlanException(table, MAX_LINES, "at most " + MAX_LINES + " lines");
    }
    List<PlanEntry> entries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      entries.add(entry(table, i + 1, lines.get(i)));
    }
    return entries;
  }

  private static PlanEntry entry(Path table, int line, String text) {
    String[] cell = text.split(",", -1);
    if (cell.length != 13) {
      throw new MalformedPlanException(table, line, "13 columns, not " + cell.length);
    }
    try {
      return new PlanEntry(
          cell[0],
          cell[1],
          Integer.parseInt(cell[2]),
          Integer.parseInt(cell[3]),
          PlanEntry.Kind.valueOf(cell[4].toUpperCase(Locale.ROOT)),
          filled(cell[5]).map(OrganisationId::new),
          PlanEntry.Status.valueOf(cell[6].toUpperCase(Locale.ROOT)),
          filled(cell[7]).map(en -> new LocalizedText(cell[8], en)),
          new Validity(
              filled(cell[9]).map(LocalDate::parse), filled(cell[10]).map(LocalDate::parse)),
          new Sourced(cell[11], Sourced.Confidence.valueOf(cell[12])));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedPlanException(table, line, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> filled(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
  }
}
