package org.wasl.numbering.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Sourced.Confidence;
import org.wasl.terms.json.JsonObjectReader;

/// Reads what ships of a party's plan: `numbering.json` with the way of dialling and the list of
/// documents, and under `numbering/` a table of entries a document and one of holder events. Tables
/// have a header line, no quoting, and at most [#MAX_LINES] lines; days begin in the party's zone.
public final class PlanFiles {
  static final int MAX_LINES = 100_000;
  static final String COLUMNS =
      "row,resource,first,last,least_digits,most_digits,usage,holder,holder_name,status,area_en,"
          + "area_ar,from,to,began_after,confidence,note";
  static final String EVENT_COLUMNS =
      "document,row,kind,resource,first,last,before,before_organisation,now,now_organisation,after,"
          + "at,confidence";
  private static final String EVENTS = "holder-events.csv";

  private final Path folder;
  private final PartyId party;
  private final ZoneId zone;

  private PlanFiles(PartyId party, Path folder, ZoneId zone) {
    this.party = party;
    this.folder = folder;
    this.zone = zone;
  }

  /// How a party dials, and the documents that its plan ships with, oldest first.
  ///
  /// @param mobileCountryCode of ITU-T E.212
  public record Shipped(
      NationalPlan dialling, String mobileCountryCode, List<ShippedDocument> documents) {}

  /// A document and what it says.
  ///
  /// @param published the moment since which its facts were known
  /// @param digest SHA-256 of its table
  public record ShippedDocument(
      String id,
      LocalizedText title,
      Instant published,
      String digest,
      List<PlanEntry> entries,
      List<HolderEvent> events) {}

  /// The plan as all shipped documents together tell it; the later document decides.
  ///
  /// @throws MalformedPlanException with file and line, when a table is wrong
  public static NationalPlan read(PartyId party, Path folder) {
    Shipped shipped = readShipped(party, folder);
    List<PlanEntry> known = List.of();
    for (ShippedDocument document : shipped.documents()) {
      for (PlanEntry entry : document.entries()) {
        known =
            new ArrayList<>(known.stream().flatMap(old -> old.without(entry).stream()).toList());
        known.add(entry);
      }
    }
    return shipped.dialling().with(known);
  }

  /// @throws MalformedPlanException with file and line, when a table is wrong
  public static Shipped readShipped(PartyId party, Path folder) {
    ZoneId zone =
        new CountriesFolder(folder.toAbsolutePath().resolveSibling(".")).party(party).zone();
    return new PlanFiles(party, folder, zone).read();
  }

  private Shipped read() {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("numbering.json"));
    NationalPlan dialling =
        new NationalPlan(
            party,
            in.string("countryCode"),
            in.string("trunkPrefix"),
            in.string("internationalPrefix"),
            List.of());
    String mobileCountryCode = in.string("mobileCountryCode");
    CountriesFolder.sourced(in);
    List<Dated> events = events();
    List<ShippedDocument> documents = new ArrayList<>();
    for (JsonObjectReader each : in.objects("documents")) {
      documents.add(document(each, events));
    }
    in.end();
    documents.sort(Comparator.comparing(ShippedDocument::published));
    return new Shipped(dialling, mobileCountryCode, List.copyOf(documents));
  }

  private ShippedDocument document(JsonObjectReader in, List<Dated> events) {
    String id = in.string("id");
    LocalizedText title = CountriesFolder.text(in.object("title"));
    Instant published = startOf(in.string("published"));
    in.end();
    if (!id.matches("[A-Za-z0-9-]{1,60}")) {
      throw in.wrong("id", "letters, digits and hyphens", id);
    }
    Path table = folder.resolve("numbering").resolve(id + ".csv");
    List<String> lines = lines(table, COLUMNS);
    List<PlanEntry> entries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      entries.add(entry(table, i + 1, lines.get(i), id));
    }
    try {
      NationalPlan.requireDisjoint(entries);
    } catch (IllegalArgumentException e) {
      throw new MalformedPlanException(table, 1, "disjoint entries; " + e.getMessage());
    }
    List<HolderEvent> own =
        events.stream().filter(each -> each.document.equals(id)).map(Dated::event).toList();
    return new ShippedDocument(id, title, published, digest(lines), List.copyOf(entries), own);
  }

  private PlanEntry entry(Path table, int line, String text, String document) {
    String[] cell = cells(table, line, text, 17);
    try {
      return new PlanEntry(
          Resource.valueOf(cell[1]),
          new CodeRange(cell[2], cell[3]),
          Integer.parseInt(cell[4]),
          Integer.parseInt(cell[5]),
          PlanEntry.Usage.valueOf(cell[6]),
          holder(cell[8], cell[7]),
          PlanEntry.Status.valueOf(cell[9]),
          filled(cell[10]).map(en -> new LocalizedText(cell[11], en)),
          new Span(
              filled(cell[12]).map(this::startOf).orElse(Span.BEGINNING),
              filled(cell[13]).map(this::startOf).orElse(Span.END)),
          filled(cell[14]).map(this::startOf),
          new Citation(document, cell[0], Confidence.valueOf(cell[15])),
          cell[16]);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedPlanException(table, line, String.valueOf(e.getMessage()));
    }
  }

  private record Dated(String document, HolderEvent event) {}

  private List<Dated> events() {
    Path table = folder.resolve("numbering").resolve(EVENTS);
    if (!Files.exists(table)) {
      return List.of();
    }
    List<String> lines = lines(table, EVENT_COLUMNS);
    List<Dated> events = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      events.add(event(table, i + 1, lines.get(i)));
    }
    return events;
  }

  private Dated event(Path table, int line, String text) {
    String[] cell = cells(table, line, text, 13);
    try {
      return new Dated(
          cell[0],
          new HolderEvent(
              HolderEvent.Kind.valueOf(cell[2]),
              Resource.valueOf(cell[3]),
              new CodeRange(cell[4], cell[5]),
              holder(cell[6], cell[7]).orElseThrow(),
              holder(cell[8], cell[9]).orElseThrow(),
              filled(cell[10]).map(this::startOf),
              startOf(cell[11]),
              new Citation(cell[0], cell[1], Confidence.valueOf(cell[12]))));
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw new MalformedPlanException(table, line, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Holder> holder(String name, String organisation) {
    return filled(name)
        .map(each -> new Holder(each, filled(organisation).map(OrganisationId::new)));
  }

  private Instant startOf(String day) {
    return LocalDate.parse(day).atStartOfDay(zone).toInstant();
  }

  private static String[] cells(Path table, int line, String text, int count) {
    String[] cell = text.split(",", -1);
    if (cell.length != count) {
      throw new MalformedPlanException(table, line, count + " columns, not " + cell.length);
    }
    return cell;
  }

  private static Optional<String> filled(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  private static List<String> lines(Path table, String header) {
    List<String> lines;
    try {
      lines = Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
    if (lines.isEmpty() || !lines.getFirst().equals(header)) {
      throw new MalformedPlanException(table, 1, "the columns " + header);
    }
    if (lines.size() > MAX_LINES) {
      throw new MalformedPlanException(table, MAX_LINES, "at most " + MAX_LINES + " lines");
    }
    return lines;
  }

  private static String digest(List<String> lines) {
    return Sha256.hex(String.join("\n", lines));
  }
}
