package org.wasl.numbering.setup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.ServiceRoom;
import org.wasl.border.setup.Surroundings;
import org.wasl.numbering.administering.Administration;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.guarding.StrayCalls;
import org.wasl.numbering.keeping.Journal;
import org.wasl.numbering.keeping.Journal.Stray;
import org.wasl.numbering.porting.Portability;
import org.wasl.numbering.porting.PortingStore;
import org.wasl.numbering.proposing.PlanProposals;
import org.wasl.numbering.registering.PlanStore;
import org.wasl.numbering.store.NumberingAgreementFile;
import org.wasl.numbering.store.RulesFile;

/// Makes the numbering desk of a node out of its folder of facts.
public final class NumberingSetup {
  private static final String STRAY_ALARM = "stray-calls";
  private static final String CHANGED_ALARM = "changed-facts";

  private NumberingSetup() {}

  /// Where numbering stands in a node.
  public static final ServiceRoom ROOM =
      new ServiceRoom(
          NumberingDesk.NUMBERING,
          "numbering",
          List.of(
              "numbering.entry",
              "numbering.holder_event",
              "numbering.move",
              "numbering.ported",
              "numbering.taken",
              "numbering.step",
              "numbering.stray"),
          List.of());

  public static NumberingDesk desk(
      Surroundings around, PlanStore store, Journal journal, PortingStore ported) {
    BorderNode border = around.border();
    PlanShelf shelf =
        PlanShelf.open(
            around.countries(),
            List.of(around.us(), around.them()),
            store,
            border.transactions(),
            around.clock(),
            around.ids());
    border.alarm(
        CHANGED_ALARM,
        NumberingDesk.NUMBERING.value(),
        Optional.of(String.join(", ", shelf.changed())).filter(each -> !each.isEmpty()));
    PlanProposals proposals = new PlanProposals(border.approvals(), shelf.registry(), around.ids());
    Administration administration =
        new Administration(
            new Administration.Parts(
                around.ours(),
                RulesFile.read(around.ours().folder()),
                shelf.registry(),
                proposals,
                journal,
                border.approvals(),
                border.auditTrail(),
                border.transactions(),
                around.clock(),
                around.ids()));
    return new NumberingDesk(
        new NumberingDesk.Parts(
            NumberingAgreementFile.read(around.countries().border(around.us(), around.them())),
            around.us(),
            around.them(),
            around.peer(),
            shelf.registry(),
            shelf.classifier(),
            proposals,
            administration,
            new Portability(
                new Portability.Parts(
                    administration.rules().portability(),
                    around.ours(),
                    shelf.classifier(),
                    ported,
                    border.transactions(),
                    border.auditTrail(),
                    around.clock())),
            new StrayCalls(
                shelf.plans(),
                journal,
                border.transactions(),
                around.clock(),
                counts -> alarm(border, counts)),
            journal,
            border.outbox(),
            border.approvals(),
            border.transactions(),
            around.clock(),
            around.ids()));
  }

  /// One alarm a route; it says how many calls and in which states, never a number.
  private static void alarm(BorderNode border, List<Stray> counts) {
    counts.stream()
        .collect(Collectors.groupingBy(Stray::route))
        .forEach((route, rows) ->
            border.alarm(
                STRAY_ALARM,
                "numbering " + route,
                Optional.of(
                    rows.stream()
                        .map(row -> row.outcome() + " " + row.calls())
                        .collect(Collectors.joining(", ")))));
  }
}
