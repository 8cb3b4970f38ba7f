package org.wasl.post.migrating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.wasl.post.EventCode;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// What the parts of an import of IPS share: whose it is, what its codes mean, the offices, and the
/// facts on their way. Mutable; confined to one import.
final class IpsRun {
  private static final int AT_ONCE = 5_000;
  private static final int HEAVIEST = 100_000_000;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd")
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendLiteral('T')
          .optionalEnd()
          .appendPattern("HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final Tables tables;
  private final IpsImport.Post post;
  private final CodeTables codes;
  private final ToIntFunction<List<Fact>> taker;
  private final int most;
  private final ImportReport report = new ImportReport();
  private final Map<String, At> offices = new HashMap<>();
  private final Map<UUID, Fact> waiting = new LinkedHashMap<>();
  private int waitingItems;

  IpsRun(
      Tables tables,
      IpsImport.Post post,
      CodeTables codes,
      ToIntFunction<List<Fact>> taker,
      int most) {
    this.tables = tables;
    this.post = post;
    this.codes = codes;
    this.taker = taker;
    this.most = most;
  }

  ImportReport report() {
    return report;
  }

  CodeTables codes() {
    return codes;
  }

  ZoneId zone() {
    return post.zone();
  }

  boolean isOurs(OfficeCode office) {
    return post.isOurs().test(office);
  }

  /// Hands over the rows of a table; the report says when it is not there.
  boolean read(String table, List<String> columns, Consumer<TableRow> rows) {
    boolean isThere = tables.each(table, columns, rows);
    if (!isThere) {
      report.missing(table);
    }
    return isThere;
  }

  /// Hands over the rows of a table that is read another time.
  void readAgain(String table, List<String> columns, Consumer<TableRow> rows) {
    tables.each(table, columns, rows);
  }

  /// @throws IllegalArgumentException for more than there is room for
  <T> void put(Map<String, T> map, String pid, T value, String what) {
    map.put(pid, value);
    if (map.size() > most) {
      throw new IllegalArgumentException("more than " + most + " " + what);
    }
  }

  /// Where an event happened.
  ///
  /// @param place the name of an office that is none of exchange; `office` answers for it
  record At(OfficeCode office, Optional<String> place) {}

  /// Which code of list 108 an office has that the other system knows by a code of its own; of one
  /// that has none its name.
  void office(TableRow row) {
    Optional<String> own = row.find("OWN_OFFICE_CD");
    Optional<OfficeCode> code =
        row.find("OWN_OFFICE_FCD").or(() -> row.find("OFFICE_FCD")).flatMap(IpsRun::code);
    Optional<String> name = row.find("OFFICE_NM").map(IpsRun::place);
    if (own.isPresent() && code.isPresent()) {
      offices.put(own.get(), new At(code.get(), Optional.empty()));
    } else if (own.isPresent() && name.isPresent()) {
      offices.put(own.get(), new At(post.usualOffice(), name));
    }
  }

  static String place(String text) {
    return text.length() <= Deed.ItemSeen.LONGEST_PLACE
        ? text
        : text.substring(0, Deed.ItemSeen.LONGEST_PLACE);
  }

  static Optional<OfficeCode> code(String text) {
    try {
      return Optional.of(new OfficeCode(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The office of an event; of those that name none, the arrival abroad of what we sent is at the
  /// office that its receptacle was for.
  At office(TableRow row, String column, EventCode code, Optional<ReceptacleId> in) {
    Optional<String> named = row.find(column);
    Optional<At> known = named.flatMap(this::known);
    if (known.isPresent()) {
      listed(row, known.get().office());
      return known.get();
    }
    report.found(named.isEmpty() ? Anomaly.OFFICE_MISSING : Anomaly.OFFICE_UNKNOWN, row);
    OfficeCode office =
        code == EventCode.EMD
            ? in.map(each -> each.dispatch().series().destination()).orElse(post.usualOffice())
            : post.usualOffice();
    return new At(office, Optional.empty());
  }

  /// Says where a list that is loaded as a whole does not hold an office.
  void listed(TableRow row, OfficeCode office) {
    if (post.list().unlisted(office).isPresent()) {
      report.found(Anomaly.OFFICE_NOT_LISTED, row, office.value());
    }
  }

  /// An office by its own code in the other system, else by that of list 108.
  private Optional<At> known(String text) {
    return Optional.ofNullable(offices.get(text))
        .or(() -> code(text).map(each -> new At(each, Optional.empty())));
  }

  static Optional<Instant> time(String text) {
    return wall(text).map(each -> each.toInstant(ZoneOffset.UTC));
  }

  /// To the second.
  static Optional<LocalDateTime> wall(String text) {
    try {
      return Optional.of(
          Moment.known(LocalDateTime.parse(text, TIME)).truncatedTo(ChronoUnit.SECONDS));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A moment, or the beginning of a day.
  static Optional<LocalDateTime> wallOrDay(String text) {
    return wall(text).or(() -> day(text));
  }

  private static Optional<LocalDateTime> day(String text) {
    try {
      return Optional.of(Moment.known(LocalDate.parse(text).atStartOfDay()));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  /// In grams, by the unit of its column.
  OptionalInt grams(TableRow row, String column) {
    Optional<String> cell = row.find(column);
    if (cell.isEmpty()) {
      return OptionalInt.empty();
    }
    String text = cell.get().replace(',', '.');
    if (text.matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
      BigDecimal grams =
          new BigDecimal(text).multiply(codes.unit(column)).setScale(0, RoundingMode.HALF_UP);
      if (grams.compareTo(BigDecimal.valueOf(HEAVIEST)) <= 0) {
        return OptionalInt.of(grams.intValueExact());
      }
    }
    report.found(Anomaly.BAD_WEIGHT, row);
    return OptionalInt.empty();
  }

  /// A count of things.
  static OptionalInt count(TableRow row, String column) {
    return row.find(column).filter(each -> each.matches("[0-9]{1,7}")).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /// Of what happened at an office in a minute there is one, whichever table says it.
  static UUID id(String what, OfficeCode office, Instant at) {
    return id(what + " " + office + " " + at.truncatedTo(ChronoUnit.MINUTES));
  }

  static UUID id(String what) {
    return UUID.nameUUIDFromBytes(("ips " + what).getBytes(StandardCharsets.UTF_8));
  }

  /// Takes an event, once.
  ///
  /// @return false where the same one waits already, which the report says of its row
  boolean takeEvent(Fact fact, TableRow row) {
    if (waiting.containsKey(fact.id())) {
      report.found(Anomaly.DUPLICATE_EVENT, row);
      return false;
    }
    report.countTaken();
    take(fact);
    return true;
  }

  void take(Fact fact) {
    waiting.put(fact.id(), fact);
    waitingItems += fact.deed() instanceof Deed.Advised(var advice) ? advice.listed() : 0;
    if (waiting.size() == AT_ONCE || waitingItems >= AT_ONCE) {
      flush();
    }
  }

  void flush() {
    if (!waiting.isEmpty()) {
      report.countFresh(taker.applyAsInt(List.copyOf(waiting.values())));
      waiting.clear();
      waitingItems = 0;
    }
  }
}
