package org.wasl.post.migrating;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.wasl.post.Condition;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.NonDelivery;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Reads what a UPU IPS database holds of mail as facts: dispatches with their receptacles, events
/// of receptacles and of items, of those too that the other post told by EDI and those of inland
/// receptacles and dispatches that items were in. The report names what is not as it should be
/// there. Real data is dirty: a row is left out only where nothing can be made of it, and every row
/// is counted.
public final class IpsImport {
  /// Events of receptacles whose meaning was seen in one open analysis and stands in no table that
  /// could be read: the advice by EDI and the receipt.
  private static final String ADVICE = "107";

  private static final String RECEIPT = "130";

  /// An item was put into a receptacle that leaves; EMSEVT has no event for it.
  private static final String INSERTED = "8";

  /// The table of events of items, the longest of all.
  public static final String ITEM_EVENTS = "L_MAILITM_EVENTS";

  private static final String RECEPTACLE_EVENTS = "L_RECPTCL_EVENTS";
  private static final List<String> OFFICES =
      List.of("OWN_OFFICE_CD", "OWN_OFFICE_FCD", "OFFICE_FCD", "OFFICE_NM");
  private static final List<String> RECEPTACLE_EVENT_COLUMNS =
      List.of("RECPTCL_PID", "EVENT_TYPE_CD", "EVENT_GMT_DT", "EVENT_OFFICE_CD");
  private static final List<String> ITEMS =
      List.of(
          "MAILITM_PID", "MAILITM_FID", "MAILITM_LOCAL_ID", "MAILITM_WEIGHT", "DEST_COUNTRY_CD");
  private static final String DELIVERIES = "L_MAILITM_DELIV_INFOS";
  private static final List<String> DELIVERY_COLUMNS =
      List.of(
          "MAILITM_PID",
          "EVENT_TYPE_CD",
          "EVENT_GMT_DT",
          "NON_DELIVERY_REASON_CD",
          "NON_DELIVERY_MEASURE_CD");
  private static final List<String> EVENTS =
      List.of(
          "MAILITM_PID",
          "EVENT_TYPE_CD",
          "EVENT_GMT_DT",
          "EVENT_OFFICE_CD",
          "CONDITION_CD",
          "RECPTCL_PID");

  /// The most items, the most receptacles and the most dispatches: their identifiers are kept while
  /// events are read. Of a larger database the newer part is taken over, by views in a schema of
  /// their own.
  static final int MOST = 5_000_000;

  private final IpsRun run;
  private final IpsDispatches dispatches;
  private final IpsOtherPost told;
  private final IpsContainers containers;
  private final Map<String, IpsDispatches.Listed> items = new HashMap<>();
  private final Map<String, Instant> received = new HashMap<>();
  private final Map<String, Long> arrived = new HashMap<>();
  private final Map<String, Undelivered> undelivered = new HashMap<>();

  private record Undelivered(
      Optional<NonDelivery.Reason> reason, Optional<NonDelivery.Measure> measure) {}

  private IpsImport(IpsRun run) {
    this.run = run;
    this.dispatches = new IpsDispatches(run);
    this.told = new IpsOtherPost(run, dispatches);
    this.containers = new IpsContainers(run);
  }

  /// Whose database it is.
  ///
  /// @param usualOffice where an event is put that names no office
  /// @param isOurs whether an office is of the post whose database it is
  /// @param zone of the offices; the other system tells moments in UTC
  /// @param list code list 108, as far as it is loaded
  public record Post(
      OfficeCode usualOffice, Predicate<OfficeCode> isOurs, ZoneId zone, OfficeList list) {}

  /// @param codes what the other system's codes mean
  /// @param taker keeps facts and says how many were new
  /// @throws IllegalArgumentException for more than [#MOST] items, receptacles or dispatches
  public static ImportReport read(
      Tables tables, Post post, CodeTables codes, ToIntFunction<List<Fact>> taker) {
    return read(tables, post, codes, taker, MOST);
  }

  static ImportReport read(
      Tables tables, Post post, CodeTables codes, ToIntFunction<List<Fact>> taker, int most) {
    IpsRun run = new IpsRun(tables, post, codes, taker, most);
    run.report().about(post.list().about());
    new IpsImport(run).read();
    run.flush();
    return run.report();
  }

  /// What is in a receptacle stands in events, which are read twice: first for that. Of what two
  /// tables say, the one that is read first counts: it says most.
  private void read() {
    run.read("N_OWN_OFFICES", OFFICES, run::office);
    dispatches.read();
    run.read(RECEPTACLE_EVENTS, RECEPTACLE_EVENT_COLUMNS, this::receipt);
    run.read("L_MAILITMS", ITEMS, this::item);
    run.read(DELIVERIES, DELIVERY_COLUMNS, this::delivery);
    run.read(ITEM_EVENTS, EVENTS, this::whereabouts);
    told.readItems(items.values());
    told.eachListed(containers::put);
    dispatches.declare();
    run.readAgain(ITEM_EVENTS, EVENTS, this::event);
    told.readEvents();
    run.readAgain(RECEPTACLE_EVENTS, RECEPTACLE_EVENT_COLUMNS, this::receptacleEvent);
    containers.readInland(pid -> Optional.ofNullable(items.get(pid)).map(IpsDispatches.Listed::id));
  }

  // Receptacles

  private void receipt(TableRow row) {
    Optional<String> pid = row.find("RECPTCL_PID");
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (pid.isPresent() && at.isPresent()) {
      dispatches.happened(pid.get(), at.get());
      if (row.find("EVENT_TYPE_CD").equals(Optional.of(RECEIPT))) {
        received.merge(pid.get(), at.get(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  private void advice(TableRow row) {
    if (row.find("EVENT_TYPE_CD").equals(Optional.of(ADVICE))) {
      Optional<Instant> arrival = row.find("RECPTCL_PID").map(received::get);
      Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
      if (arrival.isPresent() && at.isPresent() && at.get().isAfter(arrival.get())) {
        run.report().found(Anomaly.ADVICE_AFTER_RECEIPT, row);
      }
    }
  }

  /// An event of a receptacle: a fact where its meaning is verified, else counted by its code.
  private void receptacleEvent(TableRow row) {
    run.report().countReceptacleEvent();
    Optional<ReceptacleId> receptacle = row.find("RECPTCL_PID").flatMap(dispatches::find);
    if (receptacle.isEmpty()) {
      run.report().found(Anomaly.ORPHAN_RECEPTACLE_EVENT, row);
      return;
    }
    advice(row);
    containers.inherit(CodeTables.Container.RECEPTACLE, "RECPTCL_PID", "EVENT_OFFICE_CD", row);
    String code = row.find("EVENT_TYPE_CD").orElse("-");
    Optional<CodeTables.ReceptacleEvent> known = run.codes().receptacleEvent(code);
    boolean isSeen =
        known
            .filter(each -> each.isVerified() && each.deed().equals("receptacle-seen"))
            .isPresent();
    if (!isSeen) {
      String meaning = known.map(CodeTables.ReceptacleEvent::meaning).orElse("unknown");
      run.report().count("receptacle event " + code + " (" + meaning + ")");
      if (known.filter(CodeTables.ReceptacleEvent::isVerified).isEmpty()) {
        run.report().found(Anomaly.RECEPTACLE_EVENT_UNVERIFIED, row);
      }
      return;
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (at.isEmpty()) {
      run.report().found(Anomaly.BAD_TIME, row);
      return;
    }
    seen(row, receptacle.get(), code, at.get());
  }

  private void seen(TableRow row, ReceptacleId receptacle, String code, Instant at) {
    OfficeCode office =
        run.office(row, "EVENT_OFFICE_CD", EventCode.EMD, Optional.of(receptacle)).office();
    Deed deed = new Deed.ReceptacleSeen(receptacle, Condition.GOOD, OptionalInt.empty());
    Fact fact =
        new Fact(
            IpsRun.id(receptacle + " " + code, office, at),
            office,
            Moment.at(at, run.zone()),
            deed);
    run.takeEvent(fact, row);
  }

  // Items

  private void item(TableRow row) {
    run.report().countItem();
    Optional<String> written = row.find("MAILITM_FID").or(() -> row.find("MAILITM_LOCAL_ID"));
    if (written.isEmpty() || row.find("MAILITM_PID").isEmpty()) {
      run.report().found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    if (!written.get().equals(written.get().toUpperCase(Locale.ROOT))) {
      run.report().found(Anomaly.LOWER_CASE, row);
    }
    ItemReading reading;
    try {
      reading = ItemReading.of(written.get());
    } catch (IllegalArgumentException _) {
      run.report().found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    switch (reading) {
      case ItemReading.Valid _ -> {}
      case ItemReading.WrongCheckDigit _ -> run.report().found(Anomaly.WRONG_CHECK_DIGIT, row);
      case ItemReading.Local _ -> run.report().found(Anomaly.NOT_S10, row);
    }
    IpsDispatches.Listed item =
        new IpsDispatches.Listed(
            reading.written(),
            run.grams(row, "MAILITM_WEIGHT"),
            row.find("DEST_COUNTRY_CD")
                .filter(each -> each.matches("[A-Z]{2}"))
                .map(String::intern));
    run.put(items, row.find("MAILITM_PID").get(), item, "items");
  }

  private Optional<EventCode> code(TableRow row) {
    return row.find("EVENT_TYPE_CD").flatMap(run.codes()::event);
  }

  private Optional<IpsDispatches.Listed> known(TableRow row) {
    return row.find("MAILITM_PID").map(items::get);
  }

  /// When an item first was at the post of destination, and into which receptacle it was put.
  private void whereabouts(TableRow row) {
    Optional<IpsDispatches.Listed> item = known(row);
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (item.isEmpty() || at.isEmpty()) {
      return;
    }
    row.find("RECPTCL_PID").ifPresent(each -> containers.put(each, item.get().id()));
    Optional<EventCode.Side> side = code(row).map(EventCode::side);
    if (side.equals(Optional.of(EventCode.Side.DESTINATION))) {
      arrived.merge(item.get().id(), at.get().getEpochSecond(), Math::min);
    }
    boolean isPut =
        side.equals(Optional.of(EventCode.Side.ORIGIN))
            || row.find("EVENT_TYPE_CD").equals(Optional.of(INSERTED));
    if (isPut) {
      row.find("RECPTCL_PID").ifPresent(each -> dispatches.put(each, item.get(), at.get()));
    }
  }

  private void event(TableRow row) {
    run.report().countEvent();
    Optional<IpsDispatches.Listed> item = known(row);
    if (item.isEmpty()) {
      run.report().found(Anomaly.ORPHAN_EVENT, row);
      return;
    }
    Optional<EventCode> code = code(row);
    if (code.isEmpty()) {
      run.report().found(Anomaly.OTHER_EVENT, row);
      return;
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (at.isEmpty()) {
      run.report().found(Anomaly.BAD_TIME, row);
      return;
    }
    ItemReading reading = ItemReading.of(item.get().id());
    Optional<ReceptacleId> in = row.find("RECPTCL_PID").flatMap(dispatches::find);
    IpsRun.At there = run.office(row, "EVENT_OFFICE_CD", code.get(), in);
    Optional<Undelivered> not = Optional.ofNullable(undelivered.get(key(row, at.get())));
    Deed deed =
        new Deed.ItemSeen(
            reading,
            code.get(),
            in,
            condition(row),
            not.flatMap(Undelivered::reason),
            not.flatMap(Undelivered::measure),
            there.place());
    Fact fact =
        new Fact(
            IpsRun.id(item.get().id() + " " + code.get(), there.office(), at.get()),
            there.office(),
            Moment.at(at.get(), run.zone()),
            deed);
    if (run.takeEvent(fact, row)) {
      origin(row, reading, in);
      hop(row, item.get().id(), code.get(), at.get());
    }
  }

  // Deliveries that failed

  /// Why an item was not delivered and what was done about it, for the event with the same kind and
  /// moment. Who signed stands in that table too: the column is not asked for.
  private void delivery(TableRow row) {
    Optional<String> reason = row.find("NON_DELIVERY_REASON_CD");
    Optional<String> measure = row.find("NON_DELIVERY_MEASURE_CD");
    Undelivered not =
        new Undelivered(reason.flatMap(run.codes()::reason), measure.flatMap(run.codes()::measure));
    if (reason.isPresent() && not.reason().isEmpty()) {
      run.report().count("non-delivery reason " + reason.get());
    }
    if (measure.isPresent() && not.measure().isEmpty()) {
      run.report().count("non-delivery measure " + measure.get());
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (at.isPresent() && (not.reason().isPresent() || not.measure().isPresent())) {
      run.put(undelivered, key(row, at.get()), not, "deliveries that failed");
    }
  }

  private static String key(TableRow row, Instant at) {
    return row.find("MAILITM_PID").orElse("")
        + " "
        + row.find("EVENT_TYPE_CD").orElse("")
        + " "
        + at.getEpochSecond();
  }

  /// Condition 30 is good; what the others mean stands in the other system's own tables.
  static Optional<Condition> condition(TableRow row) {
    return row.find("CONDITION_CD").filter("30"::equals).map(_ -> Condition.GOOD);
  }

  private void origin(TableRow row, ItemReading reading, Optional<ReceptacleId> in) {
    if (reading instanceof ItemReading.Valid(ItemId id)
        && in.filter(each -> !each.dispatch().series().origin().country().equals(id.country()))
            .isPresent()) {
      run.report().found(Anomaly.ORIGIN_DIFFERS, row);
    }
  }

  /// An event of the post of origin after one of the post of destination.
  private void hop(TableRow row, String item, EventCode code, Instant at) {
    boolean isBack =
        code.side() == EventCode.Side.ORIGIN
            && arrived.getOrDefault(item, Long.MAX_VALUE) < at.getEpochSecond();
    if (isBack) {
      run.report().found(Anomaly.IMPOSSIBLE_HOP, row);
    }
  }
}
