package org.wasl.post.managing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.EventCode;
import org.wasl.post.OfficeCode;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// An item that customs have: it was presented to them or is held by them, and nothing that follows
/// on its release was recorded since.
///
/// @param office where it was presented
/// @param since the first presentation after it was released last
public record CustomsStay(String item, OfficeCode office, Instant since) {
  /// Events by which an item is with customs.
  public static final Set<EventCode> IN = EnumSet.of(EventCode.EDB, EventCode.EME);

  /// Events after which it is not. Sorting (EDD, EDE) says nothing of customs.
  public static final Set<EventCode> OUT =
      EnumSet.of(
          EventCode.EDC,
          EventCode.EMF,
          EventCode.EMG,
          EventCode.EDF,
          EventCode.EDG,
          EventCode.EDH,
          EventCode.EMH,
          EventCode.EMI,
          EventCode.EDX);

  /// @param facts of the item, in any order
  public static Optional<CustomsStay> of(String item, Collection<Fact> facts) {
    Optional<Instant> out =
        those(facts, OUT).stream().map(each -> each.at().happened()).max(Comparator.naturalOrder());
    return those(facts, IN).stream()
        .filter(each -> out.isEmpty() || each.at().happened().isAfter(out.get()))
        .min(Comparator.comparing((Fact each) -> each.at().happened()).thenComparing(Fact::id))
        .map(each -> new CustomsStay(item, each.office(), each.at().happened()));
  }

  private static List<Fact> those(Collection<Fact> facts, Set<EventCode> codes) {
    return facts.stream()
        .filter(each -> each.deed() instanceof Deed.ItemSeen seen && codes.contains(seen.code()))
        .toList();
  }

  /// Whole hours.
  public long hours(Instant now) {
    return Duration.between(since, now).toHours();
  }
}
