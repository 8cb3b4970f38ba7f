package org.wasl.post.keeping;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// The mail that two posts exchange, and so what one may tell the other. A fact crosses when its
/// dispatch or its consignment runs from an office of one to an office of the other; when it is a
/// word about an inquiry, which is put to the other post itself; or when it is about an item of
/// which it is known that the two exchange it: listed in such a dispatch, seen in a receptacle of
/// one, or declared by one post to the other. Nothing else crosses; what may turn out to be
/// exchanged later waits by its name until it is known to be.
///
/// @param ours our offices
/// @param theirs those of the other post
/// @param countries the letters at the end of the identifiers that the two posts give; an item of
///   another country crosses by its receptacle alone
public record MailBetween(Set<OfficeCode> ours, Set<OfficeCode> theirs, Set<String> countries) {
  public MailBetween {
    ours = Set.copyOf(ours);
    theirs = Set.copyOf(theirs);
    countries = Set.copyOf(countries);
  }

  /// Whether a dispatch runs from one of the two posts to the other.
  public boolean runs(DispatchKey dispatch) {
    DispatchSeries series = dispatch.id().series();
    return runs(series.origin(), series.destination());
  }

  private boolean runs(OfficeCode from, OfficeCode to) {
    return (ours.contains(from) && theirs.contains(to))
        || (theirs.contains(from) && ours.contains(to));
  }

  /// Whether a fact may cross whatever else is known.
  public boolean crosses(Fact fact) {
    Deed deed = fact.deed();
    return deed.crosses()
        && (deed.aboutInquiry().isPresent()
            || fact.dispatch().filter(this::runs).isPresent()
            || isMissent(fact)
            || (deed instanceof Deed.ConsignmentFormed(ConsignmentAdvice advice) && runs(advice)));
  }

  /// A receptacle that the other post sent to, or awaits from, a third one and that stands at our
  /// office.
  private boolean isMissent(Fact fact) {
    return fact.deed() instanceof Deed.ReceptacleSeen(ReceptacleId receptacle, var _, var _)
        && ours.contains(fact.office())
        && isTheirs(receptacle.dispatch().series());
  }

  private boolean isTheirs(DispatchSeries series) {
    return theirs.contains(series.origin()) || theirs.contains(series.destination());
  }

  private boolean runs(ConsignmentAdvice advice) {
    return runs(advice.origin(), advice.destination());
  }

  /// The name of what must be known to be exchanged before a fact may cross that does not by
  /// itself; absent where it never may.
  public Optional<String> waitsFor(Fact fact) {
    Deed deed = fact.deed();
    if (!deed.crosses() || deed.aboutInquiry().isPresent()) {
      return Optional.empty();
    }
    return switch (deed) {
      case Deed.ItemSeen seen -> mayBeExchanged(seen.item());
      case Deed.ItemAssessed assessed -> Optional.of(name(assessed.item().written()));
      // it lists receptacles of all its dispatches: for a third country it never crosses
      case Deed.ConsignmentFormed _ -> Optional.empty();
      default -> deed.aboutConsignment().map(MailBetween::name);
    };
  }

  /// An identifier that is no S10 one says nothing of a country.
  private Optional<String> mayBeExchanged(ItemReading item) {
    boolean isOfOthers =
        item instanceof ItemReading.Valid(ItemId id) && !countries.contains(id.country());
    return isOfOthers ? Optional.empty() : Optional.of(name(item.written()));
  }

  /// The names of the items and consignments that a fact shows to be exchanged.
  public Set<String> shown(Fact fact) {
    Set<String> names = new HashSet<>();
    if (crosses(fact) && fact.deed().aboutInquiry().isEmpty()) {
      fact.deed().aboutItem().map(MailBetween::name).ifPresent(names::add);
      if (fact.deed() instanceof Deed.ConsignmentFormed(ConsignmentAdvice advice)) {
        names.add(name(advice.consignment()));
      }
      if (fact.deed() instanceof Deed.Advised(Advice advice)) {
        advice.receptacles().stream()
            .flatMap(bag -> bag.items().stream())
            .forEach(item -> names.add(name(item.id().written())));
      }
    }
    return names;
  }

  /// The name of an item, whatever its identifier is.
  public static String name(String item) {
    return "item " + item;
  }

  private static String name(ConsignmentId consignment) {
    return "consignment " + consignment;
  }
}
