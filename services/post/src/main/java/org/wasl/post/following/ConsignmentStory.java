package org.wasl.post.following;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture.Receptacle;
import org.wasl.post.following.ConsignmentPicture.State;
import org.wasl.post.following.ConsignmentPicture.Status;
import org.wasl.post.following.ConsignmentPicture.Told;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.Irregularity.Kind;

/// Folds the facts of one consignment, in whatever order they came, into what became of it: what
/// the office of origin formed and handed over, against what came out of the vehicle. A receptacle
/// of it that is scanned anywhere but at the origin has come, whoever scanned it for what. Linear
/// in the facts.
public final class ConsignmentStory {
  private static final Comparator<Fact> ORDER =
      Comparator.comparing((Fact each) -> each.at().happened())
          .thenComparing(each -> each.at().wall())
          .thenComparing(Fact::id);

  private final ConsignmentId consignment;
  private final List<Fact> advices = new ArrayList<>();
  private final List<Fact> announcements = new ArrayList<>();
  private final List<Fact> cancellations = new ArrayList<>();
  private final List<Fact> departures = new ArrayList<>();
  private final Map<String, Told> told = new LinkedHashMap<>();
  private final List<Fact> scans = new ArrayList<>();
  private final List<Fact> receptions = new ArrayList<>();
  private Optional<Moment> finished = Optional.empty();

  /// What was scanned of one receptacle.
  private static final class Found {
    private final Fact first;
    private Condition worst = Condition.GOOD;
    private OptionalInt grams = OptionalInt.empty();

    private Found(Fact first) {
      this.first = first;
    }

    private void add(Condition condition, OptionalInt weighed) {
      if (condition.compareTo(worst) > 0) {
        worst = condition;
      }
      if (weighed.isPresent()) {
        grams = weighed;
      }
    }
  }

  private ConsignmentStory(ConsignmentId consignment) {
    this.consignment = consignment;
  }

  /// @param facts of this consignment and of scans of receptacles; others are passed over
  public static ConsignmentPicture of(ConsignmentId consignment, Collection<Fact> facts) {
    ConsignmentStory story = new ConsignmentStory(consignment);
    facts.stream()
        .filter(each ->
            each.deed() instanceof Deed.ReceptacleSeen
                || each.deed().aboutConsignment().equals(Optional.of(consignment)))
        .sorted(ORDER)
        .forEach(story::take);
    return story.picture();
  }

  private void take(Fact fact) {
    switch (fact.deed()) {
      case Deed.ConsignmentFormed(ConsignmentAdvice advice) -> {
        if (fact.office().equals(advice.origin())) {
          advices.add(fact);
        }
      }
      case Deed.CarrierInstructed _ -> announcements.add(fact);
      case Deed.ConsignmentCancelled _ -> cancellations.add(fact);
      case Deed.ConsignmentHandedOver _ -> departures.add(fact);
      case Deed.CarrierTold deed ->
          told.putIfAbsent(fact.at().wall() + " " + deed, new Told(fact.at(), deed));
      case Deed.ReceptacleUnloaded _, Deed.ReceptacleSeen _ -> scans.add(fact);
      case Deed.ConsignmentReceived _ -> receptions.add(fact);
      default -> {}
    }
  }

  private ConsignmentPicture picture() {
    Optional<Fact> holding =
        advices.stream()
            .max(
                Comparator.comparingInt((Fact each) -> advice(each).version())
                    .thenComparing(ORDER));
    Optional<ConsignmentAdvice> advice = holding.map(ConsignmentStory::advice);
    finished =
        receptions.stream().filter(each -> isElsewhere(each, advice)).findFirst().map(Fact::at);
    Optional<Fact> left = departures.stream().filter(each -> isOfOrigin(each, advice)).findFirst();
    boolean isCancelled =
        left.isEmpty()
            && cancellations.stream()
                .filter(each -> isOfOrigin(each, advice))
                .anyMatch(each -> holding.map(one -> ORDER.compare(one, each) < 0).orElse(true));
    Map<ReceptacleId, ConsignmentAdvice.Receptacle> named = new LinkedHashMap<>();
    TreeSet<Irregularity> wrong = new TreeSet<>();
    for (ConsignmentAdvice.Receptacle each :
        advice.map(ConsignmentAdvice::receptacles).orElse(List.of())) {
      if (named.putIfAbsent(each.id(), each) != null) {
        add(wrong, Kind.RECEPTACLE_DUPLICATE, each.id(), each.id(), each.id());
      }
    }
    Map<ReceptacleId, Found> found = found(named.keySet(), advice);
    List<Receptacle> receptacles = receptacles(named, found, wrong);
    times(advice, isCancelled, found, wrong);
    return new ConsignmentPicture(
        consignment,
        status(advice, isCancelled, left, found, receptacles),
        advice,
        announcements.stream().reduce((_, last) -> last).map(ConsignmentStory::advice),
        left.map(ConsignmentStory::leg),
        left.map(Fact::at),
        List.copyOf(told.values()),
        receptacles,
        List.copyOf(wrong),
        finished);
  }

  private static boolean isOfOrigin(Fact fact, Optional<ConsignmentAdvice> advice) {
    return advice.map(each -> each.origin().equals(fact.office())).orElse(true);
  }

  /// The office of origin receives nothing of what it sends.
  private static boolean isElsewhere(Fact fact, Optional<ConsignmentAdvice> advice) {
    return advice.map(each -> !each.origin().equals(fact.office())).orElse(true);
  }

  private static ConsignmentAdvice advice(Fact fact) {
    return switch (fact.deed()) {
      case Deed.ConsignmentFormed(ConsignmentAdvice advice) -> advice;
      case Deed.CarrierInstructed(ConsignmentAdvice advice) -> advice;
      default -> throw new IllegalArgumentException("no advice: " + fact);
    };
  }

  private static Leg leg(Fact fact) {
    if (fact.deed() instanceof Deed.ConsignmentHandedOver(ConsignmentId _, Leg leg)) {
      return leg;
    }
    throw new IllegalArgumentException("not handed over: " + fact);
  }

  private Map<ReceptacleId, Found> found(
      Set<ReceptacleId> named, Optional<ConsignmentAdvice> advice) {
    Map<ReceptacleId, Found> found = new HashMap<>();
    for (Fact each : scans) {
      boolean isHere =
          isElsewhere(each, advice)
              && (each.deed() instanceof Deed.ReceptacleUnloaded
                  || each.deed().aboutReceptacle().filter(named::contains).isPresent());
      if (isHere) {
        Found scan =
            found.computeIfAbsent(
                each.deed().aboutReceptacle().orElseThrow(), _ -> new Found(each));
        switch (each.deed()) {
          case Deed.ReceptacleUnloaded deed -> scan.add(deed.condition(), deed.grams());
          case Deed.ReceptacleSeen deed -> scan.add(deed.condition(), deed.grams());
          default -> throw new IllegalArgumentException("no scan: " + each);
        }
      }
    }
    return found;
  }

  private List<Receptacle> receptacles(
      Map<ReceptacleId, ConsignmentAdvice.Receptacle> named,
      Map<ReceptacleId, Found> found,
      TreeSet<Irregularity> wrong) {
    Map<ReceptacleId, Told> last = lastTold(named.keySet());
    SortedMap<String, Receptacle> in = new TreeMap<>();
    named.forEach((id, each) -> {
      Optional<Found> scan = Optional.ofNullable(found.get(id));
      boolean isMissing = scan.isEmpty() && finished.isPresent();
      if (isMissing) {
        add(wrong, Kind.RECEPTACLE_MISSING, id, id, "");
      }
      State state = scan.isPresent() ? State.FOUND : isMissing ? State.MISSING : State.AWAITED;
      in.put(id.toString(), receptacle(id, state, true, scan, each.grams(), last));
    });
    SortedMap<String, Receptacle> surplus = new TreeMap<>();
    found.forEach((id, scan) -> {
      if (!scan.worst.isGood()) {
        add(wrong, Kind.RECEPTACLE_DAMAGED, id, Condition.GOOD, scan.worst);
      }
      if (!named.containsKey(id)) {
        if (!named.isEmpty()) {
          add(wrong, Kind.RECEPTACLE_EXCESS, id, "", id);
        }
        surplus.put(
            id.toString(),
            receptacle(id, State.EXCESS, false, Optional.of(scan), OptionalInt.empty(), last));
      }
    });
    List<Receptacle> all = new ArrayList<>(in.values());
    all.addAll(surplus.values());
    return all;
  }

  private static Receptacle receptacle(
      ReceptacleId id,
      State state,
      boolean isAdvised,
      Optional<Found> scan,
      OptionalInt grams,
      Map<ReceptacleId, Told> last) {
    OptionalInt weighed = scan.map(each -> each.grams).orElse(OptionalInt.empty());
    OptionalInt declared = grams.isPresent() ? grams : id.labelGrams();
    return new Receptacle(
        id,
        state,
        isAdvised,
        scan.map(each -> new ReceptaclePicture.Seen(each.first.office(), each.first.at())),
        scan.map(each -> each.worst).orElse(Condition.GOOD),
        weighed.isPresent() ? weighed : declared,
        Optional.ofNullable(last.get(id)));
  }

  private Map<ReceptacleId, Told> lastTold(Set<ReceptacleId> named) {
    Map<ReceptacleId, Told> last = new HashMap<>();
    for (Told each : told.values()) {
      Collection<ReceptacleId> those =
          each.what().receptacles().isEmpty() ? named : each.what().receptacles();
      those.forEach(one -> last.put(one, each));
    }
    return last;
  }

  private void times(
      Optional<ConsignmentAdvice> advice,
      boolean isCancelled,
      Map<ReceptacleId, Found> found,
      TreeSet<Irregularity> wrong) {
    Optional<Fact> arrival = found.values().stream().map(each -> each.first).min(ORDER);
    Optional<Fact> said = advices.stream().min(Comparator.comparing(each -> each.at().captured()));
    if (arrival.isPresent() && (advice.isEmpty() || isCancelled)) {
      add(wrong, Kind.ADVICE_MISSING, consignment, "", "");
    } else if (arrival.isPresent()
        && said.isPresent()
        && said.get().at().captured().isAfter(arrival.get().at().captured())) {
      add(
          wrong,
          Kind.ADVICE_LATE,
          consignment,
          arrival.get().at().captured(),
          said.get().at().captured());
    }
    Set<ConsignmentAdvice> distinct =
        advices.stream().map(ConsignmentStory::advice).collect(Collectors.toSet());
    if (distinct.size() > 1) {
      add(wrong, Kind.ADVICE_REPLACED, consignment, 1, distinct.size());
    }
  }

  private Status status(
      Optional<ConsignmentAdvice> advice,
      boolean isCancelled,
      Optional<Fact> left,
      Map<ReceptacleId, Found> found,
      List<Receptacle> receptacles) {
    if (finished.isPresent()) {
      boolean isWhole =
          advice.isPresent() && receptacles.stream().allMatch(each -> each.state() == State.FOUND);
      return isWhole ? Status.RECEIVED : Status.RECEIVED_DIFFERENT;
    }
    if (!found.isEmpty()) {
      return Status.ARRIVING;
    }
    if (isCancelled) {
      return Status.CANCELLED;
    }
    if (told.values().stream().anyMatch(each -> each.what().status().isUnderWay())) {
      return Status.UNDER_WAY;
    }
    boolean hasCarrier =
        told.values().stream().anyMatch(each -> each.what().status() == CarrierStatus.POSSESSION);
    if (left.isPresent() || hasCarrier) {
      return Status.HANDED_OVER;
    }
    return advice.isPresent() ? Status.FORMING : Status.ANNOUNCED;
  }

  private static void add(
      TreeSet<Irregularity> wrong, Kind kind, Object subject, Object expected, Object found) {
    wrong.add(new Irregularity(kind, subject.toString(), expected.toString(), found.toString()));
  }
}
