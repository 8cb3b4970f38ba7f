package org.wasl.post.migrating;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
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
import org.wasl.post.Condition;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Reads the items, receptacles and events of a UPU IPS database (tables `L_MAILITMS`,
/// `L_RECPTCLS`, `L_MAILITM_EVENTS`, `N_OWN_OFFICES`) as facts, with a report of what is not as it
/// should be there. Real data is dirty: a row is left out only where nothing can be made of it, and
/// every row is counted.
public final class IpsImport {
  /// Events of receptacles whose meaning was seen in one open analysis and stands in no table that
  /// could be read: the advice by EDI and the receipt.
  private static final String ADVICE = "107";

  private static final String RECEIPT = "130";

  /// The table of events of items, the longest of all.
  public static final String ITEM_EVENTS = "L_MAILITM_EVENTS";

  private static final String RECEPTACLE_EVENTS = "L_RECPTCL_EVENTS";
  private static final List<String> OFFICES = List.of("OWN_OFFICE_CD", "OWN_OFFICE_FCD");
  private static final List<String> RECEPTACLES = List.of("RECPTCL_PID", "RECPTCL_FID");
  private static final List<String> RECEPTACLE_EVENT_COLUMNS =
      List.of("RECPTCL_PID", "EVENT_TYPE_CD", "EVENT_GMT_DT", "EVENT_OFFICE_CD");
  private static final List<String> ITEMS =
      List.of("MAILITM_PID", "MAILITM_FID", "MAILITM_LOCAL_ID");
  private static final List<String> EVENTS =
      List.of(
          "MAILITM_PID",
          "EVENT_TYPE_CD",
          "EVENT_GMT_DT",
          "EVENT_OFFICE_CD",
          "CONDITION_CD",
          "RECPTCL_PID");
  private static final int AT_ONCE = 5_000;

  /// The most items, and the most receptacles: their identifiers are kept while events are read. Of
  /// a larger database the newer part is taken over, by views in a schema of their own.
  static final int MOST = 5_000_000;

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

  private final OfficeCode usualOffice;
  private final ZoneId zone;
  private final CodeTables codes;
  private final ToIntFunction<List<Fact>> taker;
  private final ImportReport report = new ImportReport();
  private final Map<String, OfficeCode> offices = new HashMap<>();
  private final Map<String, String> items = new HashMap<>();
  private final Map<String, String> receptacles = new HashMap<>();
  private final Map<String, Instant> received = new HashMap<>();
  private final Map<String, Long> arrived = new HashMap<>();
  private final Map<UUID, Fact> waiting = new LinkedHashMap<>();
  private final int most;

  private IpsImport(
      OfficeCode usualOffice,
      ZoneId zone,
      CodeTables codes,
      ToIntFunction<List<Fact>> taker,
      int most) {
    this.usualOffice = usualOffice;
    this.zone = zone;
    this.codes = codes;
    this.taker = taker;
    this.most = most;
  }

  /// @param usualOffice where an event is put that names no office
  /// @param zone of the offices; the other system tells moments in UTC
  /// @param taker keeps facts and says how many were new
  public static ImportReport read(
      Tables tables, OfficeCode usualOffice, ZoneId zone, ToIntFunction<List<Fact>> taker) {
    return read(tables, usualOffice, zone, CodeTables.shipped(), taker);
  }

  /// @param codes what the other system's codes mean
  /// @throws IllegalArgumentException for more than [#MOST] items or receptacles
  public static ImportReport read(
      Tables tables,
      OfficeCode usualOffice,
      ZoneId zone,
      CodeTables codes,
      ToIntFunction<List<Fact>> taker) {
    return read(tables, usualOffice, zone, codes, taker, MOST);
  }

  static ImportReport read(
      Tables tables,
      OfficeCode usualOffice,
      ZoneId zone,
      CodeTables codes,
      ToIntFunction<List<Fact>> taker,
      int most) {
    IpsImport all = new IpsImport(usualOffice, zone, codes, taker, most);
    all.table(tables, "N_OWN_OFFICES", OFFICES, all::office);
    all.table(tables, "L_RECPTCLS", RECEPTACLES, all::receptacle);
    all.table(tables, RECEPTACLE_EVENTS, RECEPTACLE_EVENT_COLUMNS, all::receipt);
    tables.each(RECEPTACLE_EVENTS, RECEPTACLE_EVENT_COLUMNS, all::receptacleEvent);
    all.table(tables, "L_MAILITMS", ITEMS, all::item);
    tables.each(ITEM_EVENTS, EVENTS, all::arrival);
    all.table(tables, ITEM_EVENTS, EVENTS, all::event);
    all.flush();
    return all.report;
  }

  private void table(Tables tables, String name, List<String> columns, Consumer<TableRow> rows) {
    if (!tables.each(name, columns, rows)) {
      report.missing(name);
    }
  }

  private Optional<EventCode> code(TableRow row) {
    return row.find("EVENT_TYPE_CD")
        .flatMap(each -> Optional.ofNullable(codes.events().get(each)))
        .map(EventCode::valueOf);
  }

  /// Which code of list 108 an office has that the other system knows by a code of its own.
  private void office(TableRow row) {
    Optional<String> own = row.find("OWN_OFFICE_CD");
    Optional<OfficeCode> code = row.find("OWN_OFFICE_FCD").flatMap(IpsImport::code);
    if (own.isPresent() && code.isPresent()) {
      offices.put(own.get(), code.get());
    }
  }

  private static Optional<OfficeCode> code(String text) {
    try {
      return Optional.of(new OfficeCode(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void receptacle(TableRow row) {
    row.find("RECPTCL_PID")
        .ifPresent(pid ->
            row.find("RECPTCL_FID")
                .map(each -> each.toUpperCase(Locale.ROOT))
                .filter(IpsImport::isReceptacle)
                .ifPresent(each -> put(receptacles, pid, each, "receptacles")));
  }

  private void put(Map<String, String> map, String pid, String identifier, String what) {
    map.put(pid, identifier);
    if (map.size() > most) {
      throw new IllegalArgumentException("more than " + most + " " + what);
    }
  }

  private void receipt(TableRow row) {
    if (row.find("EVENT_TYPE_CD").equals(Optional.of(RECEIPT))) {
      Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsImport::time);
      row.find("RECPTCL_PID")
          .filter(receptacles::containsKey)
          .ifPresent(pid ->
              at.ifPresent(each ->
                  received.merge(pid, each, (one, other) -> one.isBefore(other) ? one : other)));
    }
  }

  private void advice(TableRow row) {
    if (row.find("EVENT_TYPE_CD").equals(Optional.of(ADVICE))) {
      Optional<Instant> arrival = row.find("RECPTCL_PID").map(received::get);
      Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsImport::time);
      if (arrival.isPresent() && at.isPresent() && at.get().isAfter(arrival.get())) {
        report.found(Anomaly.ADVICE_AFTER_RECEIPT, row);
      }
    }
  }

  /// An event of a receptacle: a fact where its meaning is verified, else counted by its code.
  private void receptacleEvent(TableRow row) {
    report.countReceptacleEvent();
    advice(row);
    Optional<ReceptacleId> receptacle =
        row.find("RECPTCL_PID").map(receptacles::get).map(ReceptacleId::parse);
    if (receptacle.isEmpty()) {
      report.found(Anomaly.ORPHAN_RECEPTACLE_EVENT, row);
      return;
    }
    String code = row.find("EVENT_TYPE_CD").orElse("-");
    Optional<CodeTables.ReceptacleEvent> known =
        Optional.ofNullable(codes.receptacleEvents().get(code));
    boolean isSeen =
        known
            .filter(each -> each.isVerified() && each.deed().equals("receptacle-seen"))
            .isPresent();
    if (!isSeen) {
      String meaning = known.map(CodeTables.ReceptacleEvent::meaning).orElse("unknown");
      report.count("receptacle event " + code + " (" + meaning + ")");
      if (known.filter(CodeTables.ReceptacleEvent::isVerified).isEmpty()) {
        report.found(Anomaly.RECEPTACLE_EVENT_UNVERIFIED, row);
      }
      return;
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsImport::time);
    if (at.isEmpty()) {
      report.found(Anomaly.BAD_TIME, row);
      return;
    }
    seen(row, receptacle.get(), code, at.get());
  }

  private void seen(TableRow row, ReceptacleId receptacle, String code, Instant at) {
    OfficeCode office = office(row, EventCode.EMD, Optional.of(receptacle));
    Deed deed = new Deed.ReceptacleSeen(receptacle, Condition.GOOD, OptionalInt.empty());
    Fact fact =
        new Fact(id(receptacle + " " + code, office, at), office, Moment.at(at, zone), deed);
    if (waiting.containsKey(fact.id())) {
      report.found(Anomaly.DUPLICATE_EVENT, row);
    } else {
      take(fact);
    }
  }

  private void take(Fact fact) {
    report.countTaken();
    waiting.put(fact.id(), fact);
    if (waiting.size() == AT_ONCE) {
      flush();
    }
  }

  private static boolean isReceptacle(String text) {
    try {
      ReceptacleId.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void item(TableRow row) {
    report.countItem();
    Optional<String> written = row.find("MAILITM_FID").or(() -> row.find("MAILITM_LOCAL_ID"));
    if (written.isEmpty() || row.find("MAILITM_PID").isEmpty()) {
      report.found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    if (!written.get().equals(written.get().toUpperCase(Locale.ROOT))) {
      report.found(Anomaly.LOWER_CASE, row);
    }
    ItemReading reading;
    try {
      reading = ItemReading.of(written.get());
    } catch (IllegalArgumentException _) {
      report.found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    switch (reading) {
      case ItemReading.Valid _ -> {}
      case ItemReading.WrongCheckDigit _ -> report.found(Anomaly.WRONG_CHECK_DIGIT, row);
      case ItemReading.Local _ -> report.found(Anomaly.NOT_S10, row);
    }
    put(items, row.find("MAILITM_PID").get(), reading.written(), "items");
  }

  private void event(TableRow row) {
    report.countEvent();
    Optional<String> item = row.find("MAILITM_PID").map(items::get);
    if (item.isEmpty()) {
      report.found(Anomaly.ORPHAN_EVENT, row);
      return;
    }
    Optional<EventCode> code = code(row);
    if (code.isEmpty()) {
      report.found(Anomaly.OTHER_EVENT, row);
      return;
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsImport::time);
    if (at.isEmpty()) {
      report.found(Anomaly.BAD_TIME, row);
      return;
    }
    ItemReading reading = ItemReading.of(item.get());
    Optional<ReceptacleId> in =
        row.find("RECPTCL_PID").map(receptacles::get).map(ReceptacleId::parse);
    Deed deed =
        new Deed.ItemSeen(
            reading, code.get(), in, condition(row), Optional.empty(), Optional.empty());
    OfficeCode office = office(row, code.get(), in);
    Fact fact =
        new Fact(
            id(item.get() + " " + code.get(), office, at.get()),
            office,
            Moment.at(at.get(), zone),
            deed);
    if (waiting.containsKey(fact.id())) {
      report.found(Anomaly.DUPLICATE_EVENT, row);
      return;
    }
    origin(row, reading, in);
    hop(row, item.get(), code.get(), at.get());
    take(fact);
  }

  private void flush() {
    if (!waiting.isEmpty()) {
      report.countFresh(taker.applyAsInt(List.copyOf(waiting.values())));
      waiting.clear();
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          Moment.known(LocalDateTime.parse(text, TIME))
              .toInstant(ZoneOffset.UTC)
              .truncatedTo(ChronoUnit.SECONDS));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Condition 30 is good; what the others mean stands in the other system's own tables.
  private static Optional<Condition> condition(TableRow row) {
    return row.find("CONDITION_CD").filter("30"::equals).map(_ -> Condition.GOOD);
  }

  /// The office of an event; of those that name none, the arrival abroad of what we sent is at the
  /// office that its receptacle was for.
  private OfficeCode office(TableRow row, EventCode code, Optional<ReceptacleId> in) {
    Optional<String> named = row.find("EVENT_OFFICE_CD");
    Optional<OfficeCode> known =
        named.flatMap(each -> Optional.ofNullable(offices.get(each)).or(() -> code(each)));
    if (known.isPresent()) {
      return known.get();
    }
    report.found(named.isEmpty() ? Anomaly.OFFICE_MISSING : Anomaly.OFFICE_UNKNOWN, row);
    return code == EventCode.EMD
        ? in.map(each -> each.dispatch().series().destination()).orElse(usualOffice)
        : usualOffice;
  }

  private void origin(TableRow row, ItemReading reading, Optional<ReceptacleId> in) {
    if (reading instanceof ItemReading.Valid(ItemId id)
        && in.filter(each -> !each.dispatch().series().origin().country().equals(id.country()))
            .isPresent()) {
      report.found(Anomaly.ORIGIN_DIFFERS, row);
    }
  }

  /// When an item first was at the post of destination.
  private void arrival(TableRow row) {
    Optional<String> item = row.find("MAILITM_PID").map(items::get);
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsImport::time);
    boolean isThere =
        code(row).filter(each -> each.side() == EventCode.Side.DESTINATION).isPresent();
    if (isThere && item.isPresent() && at.isPresent()) {
      arrived.merge(item.get(), at.get().getEpochSecond(), Math::min);
    }
  }

  /// An event of the post of origin after one of the post of destination.
  private void hop(TableRow row, String item, EventCode code, Instant at) {
    boolean isBack =
        code.side() == EventCode.Side.ORIGIN
            && arrived.getOrDefault(item, Long.MAX_VALUE) < at.getEpochSecond();
    if (isBack) {
      report.found(Anomaly.IMPOSSIBLE_HOP, row);
    }
  }

  private static UUID id(String what, OfficeCode office, Instant at) {
    String minute = at.truncatedTo(ChronoUnit.MINUTES).toString();
    return UUID.nameUUIDFromBytes(
        ("ips " + what + " " + office + " " + minute).getBytes(StandardCharsets.UTF_8));
  }
}
