package org.wasl.post.migrating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wasl.post.EventCode;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.migrating.CodeTables.Container;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Events that items inherit from what they are in: a receptacle, or an inland receptacle and its
/// inland dispatch (`L_DOMESTIC_RECPTCLS`, `L_DOMESTIC_RECPTCLS_MAILITMS`, `…_EVENTS`). Which of
/// them mean something for an item is a table; the others are counted by their code. Mutable;
/// confined to one import.
final class IpsContainers {
  private static final List<String> WITHIN = List.of("MAILITM_PID", "DOM_REC_PID");
  private static final List<String> RECEPTACLES = List.of("DOM_REC_PID", "DOM_DESPTCH_PID");
  private static final List<String> RECEPTACLE_EVENTS =
      List.of("DOM_REC_PID", "EVENT_TYPE_CD", "EVENT_GMT_DT", "OWN_OFFICE_CD");
  private static final List<String> DISPATCH_EVENTS =
      List.of("DOM_DESPTCH_PID", "EVENT_TYPE_CD", "EVENT_GMT_DT", "OWN_OFFICE_CD");

  private final IpsRun run;
  private final Map<Container, Map<String, Set<String>>> inside = new HashMap<>();

  IpsContainers(IpsRun run) {
    this.run = run;
  }

  /// An item was in a receptacle.
  void put(String receptacle, String item) {
    put(Container.RECEPTACLE, receptacle, item);
  }

  private void put(Container of, String pid, String item) {
    if (run.codes().inheritsOf(of)) {
      Map<String, Set<String>> all = inside.computeIfAbsent(of, _ -> new HashMap<>());
      Set<String> items = all.computeIfAbsent(pid, _ -> new LinkedHashSet<>());
      items.add(item);
      run.put(all, pid, items, of.word() + "s");
    }
  }

  /// @param items by the keys of our own table
  void readInland(Function<String, Optional<String>> items) {
    Map<String, List<String>> dispatches = new HashMap<>();
    run.read(
        "L_DOMESTIC_RECPTCLS",
        RECEPTACLES,
        row ->
            row.find("DOM_DESPTCH_PID")
                .ifPresent(each ->
                    row.find("DOM_REC_PID")
                        .ifPresent(pid -> run.put(dispatches, pid, List.of(each), "bags"))));
    run.read(
        "L_DOMESTIC_RECPTCLS_MAILITMS",
        WITHIN,
        row -> {
          Optional<String> item = row.find("MAILITM_PID").flatMap(items);
          Optional<String> pid = row.find("DOM_REC_PID");
          if (item.isPresent() && pid.isPresent()) {
            put(Container.DOMESTIC_RECEPTACLE, pid.get(), item.get());
            dispatches
                .getOrDefault(pid.get(), List.of())
                .forEach(each -> put(Container.DOMESTIC_DISPATCH, each, item.get()));
          }
        });
    run.read(
        "L_DOMESTIC_RECPTCL_EVENTS",
        RECEPTACLE_EVENTS,
        row -> inland(Container.DOMESTIC_RECEPTACLE, "DOM_REC_PID", row));
    run.read(
        "L_DOMESTIC_DESPTCH_EVENTS",
        DISPATCH_EVENTS,
        row -> inland(Container.DOMESTIC_DISPATCH, "DOM_DESPTCH_PID", row));
  }

  private void inland(Container of, String key, TableRow row) {
    run.report().countContainerEvent();
    if (!inherit(of, key, "OWN_OFFICE_CD", row)) {
      run.report().count(of.word() + " event " + row.find("EVENT_TYPE_CD").orElse("-"));
    }
  }

  /// Gives what is in a container an event of it. That the item was found there it does not say.
  ///
  /// @param key the column of its key
  /// @param office the column of the office
  /// @return whether such an event is one of items
  boolean inherit(Container of, String key, String office, TableRow row) {
    Optional<EventCode> code =
        row.find("EVENT_TYPE_CD").flatMap(each -> run.codes().inherited(of, each));
    if (code.isEmpty()) {
      return false;
    }
    Optional<Instant> at = row.find("EVENT_GMT_DT").flatMap(IpsRun::time);
    if (at.isEmpty()) {
      run.report().found(Anomaly.BAD_TIME, row);
      return true;
    }
    List<String> items =
        new ArrayList<>(
            inside.getOrDefault(of, Map.of()).getOrDefault(row.find(key).orElse(""), Set.of()));
    if (!items.isEmpty()) {
      IpsRun.At there = run.office(row, office, code.get(), Optional.empty());
      items.forEach(each -> run.takeEvent(fact(each, code.get(), there, at.get()), row));
    }
    return true;
  }

  private Fact fact(String item, EventCode code, IpsRun.At there, Instant at) {
    Deed deed =
        new Deed.ItemSeen(
            ItemReading.of(item),
            code,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            there.place());
    return new Fact(
        IpsRun.id(item + " " + code, there.office(), at),
        there.office(),
        Moment.at(at, run.zone()),
        deed);
  }
}
