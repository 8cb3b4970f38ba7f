package org.wasl.node.web;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.wasl.node.Node;
import org.wasl.post.Advice;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;

/// Consignments of a running node as a clerk finds them.
///
/// @param waiting a closed dispatch of two receptacles, the second in no consignment
/// @param forming holds the first
/// @param coming one of the other post that its carrier has, with a difference
record PostConsignments(DispatchKey waiting, ConsignmentId forming, ConsignmentId coming) {
  static PostConsignments in(Node node) {
    PostDesk desk = node.services().desk(PostDesk.class);
    OfficeCode here = desk.offices().getFirst().code();
    OfficeCode there = desk.agreement().offices(desk.them()).getFirst().code();
    Advice ours = advice(desk, here, there, 1);
    Advice theirs = advice(desk, there, here, 1);
    desk.takeAll(List.of(fact(desk, here, new Deed.Advised(ours))), "test");
    Leg leg =
        new Leg(
            '3',
            "123456",
            Optional.of("ROADS"),
            here.value(),
            there.value(),
            Optional.of(LocalDateTime.of(2026, 10, 1, 12, 0)),
            Optional.empty(),
            Optional.of("V1"));
    ConsignmentDesk consignments = node.services().consignments();
    Person clerk = new Person("nadia", desk.agreement().speaker(desk.us()));
    ConsignmentDesk.Formed formed =
        consignments.form(
            new ConsignmentDesk.Forming(
                UUID.randomUUID(),
                here,
                there,
                List.of(ours.receptacles().getFirst().id()),
                List.of(leg)),
            clerk);
    if (!(formed instanceof ConsignmentDesk.Formed.Done(ConsignmentId forming))) {
      throw new IllegalStateException("not formed: " + formed);
    }
    ConsignmentId coming = ConsignmentId.of(ConsignmentId.series(there, 2026), 9_001);
    List<ReceptacleId> bags = theirs.receptacles().stream().map(Advice.Receptacle::id).toList();
    desk.takeAll(
        List.of(
            fact(desk, there, new Deed.Advised(theirs)),
            fact(
                desk,
                there,
                new Deed.ConsignmentFormed(
                    new ConsignmentAdvice(
                        coming,
                        1,
                        LocalDateTime.of(2026, 10, 1, 11, 0),
                        there,
                        here,
                        List.of(),
                        bags.stream()
                            .map(each ->
                                new ConsignmentAdvice.Receptacle(each, "BG", OptionalInt.empty()))
                            .toList()))),
            fact(desk, there, new Deed.ConsignmentHandedOver(coming, leg)),
            fact(
                desk,
                there,
                new Deed.CarrierTold(
                    coming, CarrierStatus.DEPARTED, "24", there.value(), List.of())),
            fact(
                desk,
                here,
                new Deed.ReceptacleUnloaded(
                    coming, bags.getFirst(), Condition.TORN, OptionalInt.empty()))),
        "test");
    return new PostConsignments(ours.dispatch(), forming, coming);
  }

  private static Advice advice(PostDesk desk, OfficeCode from, OfficeCode to, int serial) {
    LocalDateTime now = desk.here().wall();
    DispatchKey dispatch =
        new DispatchKey(
            new DispatchId(new DispatchSeries(from, to, 'C', "EN", now.getYear() % 10), serial),
            now.getYear());
    return new Advice(
        dispatch,
        1,
        now,
        Optional.empty(),
        List.of(),
        List.of(bag(dispatch, 1, from), bag(dispatch, 2, from)));
  }

  private static Advice.Receptacle bag(DispatchKey dispatch, int serial, OfficeCode from) {
    ReceptacleId id =
        new ReceptacleId(
            dispatch.id(), serial, serial == 2 ? Indicator.YES : Indicator.NO, Indicator.NO, 15);
    ItemReading item =
        new ItemReading.Valid(
            ItemId.of("EE", dispatch.id().serial() * 10 + serial, from.country()));
    return new Advice.Receptacle(
        id,
        "BG",
        OptionalInt.of(1_500),
        Optional.empty(),
        List.of(new Advice.Item(item, OptionalInt.of(900), Optional.empty(), Optional.empty())),
        List.of());
  }

  private static Fact fact(PostDesk desk, OfficeCode office, Deed deed) {
    return new Fact(UUID.randomUUID(), office, desk.here(), deed);
  }
}
