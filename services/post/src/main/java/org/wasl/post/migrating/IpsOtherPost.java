package org.wasl.post.migrating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.wasl.post.EventCode;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// What other posts told by EDI (`N_EDI_MAILITMS`, `N_EDI_MAILITM_EVENTS`): which items they listed
/// in which receptacles, and events at their offices. The keys of items are others here than in the
/// tables of our own. Mutable; confined to one import.
final class IpsOtherPost {
  private static final List<String> ITEMS =
      List.of("MAILITM_PID", "MAILITM_FID", "RECPTCL_PID", "DEST_COUNTRY_CD");
  private static final List<String> EVENTS =
      List.of(
          "MAILITM_PID",
          "EVENT_TYPE_CD",
          "EVENT_LOCAL_DT",
          "CAPTURE_GMT_DT",
          "LOCATION_ID",
          "CONDITION_CD");

  private final IpsRun run;
  private final IpsDispatches dispatches;
  private final Map<String, Told> items = new HashMap<>();

  /// @param receptacle its key in the other system, none where it was listed in none
  private record Told(String id, Optional<String> receptacle) {}

  IpsOtherPost(IpsRun run, IpsDispatches dispatches) {
    this.run = run;
    this.dispatches = dispatches;
  }

  /// @param ours what our own table says of items: their weights
  void readItems(Collection<IpsDispatches.Listed> ours) {
    Map<String, OptionalInt> grams = new HashMap<>();
    ours.forEach(each -> grams.put(each.id(), each.grams()));
    run.read("N_EDI_MAILITMS", ITEMS, row -> item(row, grams));
  }

  private void item(TableRow row, Map<String, OptionalInt> grams) {
    Optional<String> pid = row.find("MAILITM_PID");
    Optional<String> written = row.find("MAILITM_FID").filter(IpsOtherPost::isLabel);
    if (pid.isEmpty() || written.isEmpty()) {
      run.report().found(Anomaly.NO_IDENTIFIER, row);
      return;
    }
    String id = ItemReading.of(written.get()).written();
    Optional<String> receptacle = row.find("RECPTCL_PID");
    run.put(items, pid.get(), new Told(id, receptacle), "items");
    receptacle.ifPresent(each ->
        dispatches.list(
            each,
            new IpsDispatches.Listed(
                id,
                grams.getOrDefault(id, OptionalInt.empty()),
                row.find("DEST_COUNTRY_CD").filter(country -> country.matches("[A-Z]{2}")))));
  }

  private static boolean isLabel(String text) {
    try {
      return !ItemReading.of(text).written().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// @param taker of the key of a receptacle and an item that was listed in it
  void eachListed(BiConsumer<String, String> taker) {
    items
        .values()
        .forEach(each -> each.receptacle().ifPresent(pid -> taker.accept(pid, each.id())));
  }

  void readEvents() {
    run.read("N_EDI_MAILITM_EVENTS", EVENTS, this::event);
  }

  /// The clock on the wall is that of the office; how far it is from ours nobody says.
  private void event(TableRow row) {
    run.report().countOtherPostsEvent();
    Optional<Told> item = row.find("MAILITM_PID").map(items::get);
    if (item.isEmpty()) {
      run.report().found(Anomaly.ORPHAN_EVENT, row);
      return;
    }
    Optional<EventCode> code = row.find("EVENT_TYPE_CD").flatMap(run.codes()::event);
    if (code.isEmpty()) {
      run.report().found(Anomaly.OTHER_EVENT, row);
      return;
    }
    Optional<Moment> at = moment(row);
    if (at.isEmpty()) {
      run.report().found(Anomaly.BAD_TIME, row);
      return;
    }
    Optional<IpsRun.At> there = office(row, code.get(), item.get());
    if (there.isEmpty()) {
      run.report().found(Anomaly.OTHER_POSTS_OFFICE_UNKNOWN, row);
      return;
    }
    OfficeCode office = there.get().office();
    Deed deed =
        new Deed.ItemSeen(
            ItemReading.of(item.get().id()),
            code.get(),
            Optional.empty(),
            IpsImport.condition(row),
            Optional.empty(),
            Optional.empty(),
            there.get().place());
    Instant asHere = at.get().wall().atZone(run.zone()).toInstant();
    run.takeEvent(
        new Fact(
            IpsRun.id(item.get().id() + " " + code.get(), office, asHere), office, at.get(), deed),
        row);
  }

  private Optional<Moment> moment(TableRow row) {
    Optional<LocalDateTime> wall = row.find("EVENT_LOCAL_DT").flatMap(IpsRun::wall);
    Optional<Instant> captured = row.find("CAPTURE_GMT_DT").flatMap(IpsRun::time);
    return wall.map(each ->
            new Moment(
                each,
                Optional.empty(),
                captured.orElseGet(() -> each.atZone(run.zone()).toInstant())))
        .or(() -> captured.map(each -> Moment.at(each, run.zone())));
  }

  /// By its code; else the office at the end of its receptacle's way on which the event happens,
  /// with the local name beside it.
  private Optional<IpsRun.At> office(TableRow row, EventCode code, Told item) {
    Optional<String> named = row.find("LOCATION_ID");
    Optional<OfficeCode> known = named.flatMap(IpsRun::code);
    if (known.isPresent()) {
      run.listed(row, known.get());
      return known.map(each -> new IpsRun.At(each, Optional.empty()));
    }
    Optional<ReceptacleId> in = item.receptacle().flatMap(dispatches::find);
    return switch (code.side()) {
      case ORIGIN ->
          in.map(
              each -> new IpsRun.At(each.dispatch().series().origin(), named.map(IpsRun::place)));
      case DESTINATION ->
          in.map(each ->
              new IpsRun.At(each.dispatch().series().destination(), named.map(IpsRun::place)));
      case TRANSIT -> Optional.empty();
    };
  }
}
