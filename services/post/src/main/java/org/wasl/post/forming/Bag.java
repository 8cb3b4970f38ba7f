package org.wasl.post.forming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.UUID;
import org.wasl.post.Advice;
import org.wasl.post.DispatchSeries;
import org.wasl.post.MailFormat;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed.BagClosed;
import org.wasl.post.recording.Deed.BagDispatched;
import org.wasl.post.recording.Deed.BagOpened;
import org.wasl.post.recording.Deed.ItemPut;
import org.wasl.post.recording.Deed.ItemTaken;
import org.wasl.post.recording.Deed.LettersPut;
import org.wasl.post.recording.Fact;

/// A receptacle that is being filled: a fold of what was put in and taken out, whichever device
/// told it first. Of two that disagree on an item, the later one counts. Whoever takes an item out
/// of a closed one has opened it again: it is weighed and closed anew.
///
/// @param office that fills it
/// @param items listed one by one, in the order of their identifiers
/// @param letters counted and weighed together
/// @param closing absent while it is open
/// @param label its identifier once its dispatch is closed
public record Bag(
    UUID id,
    OfficeCode office,
    DispatchSeries series,
    String type,
    List<Advice.Item> items,
    List<Advice.Bulk> letters,
    Optional<BagClosed> closing,
    Optional<ReceptacleId> label) {
  public Bag {
    items = List.copyOf(items);
    letters = List.copyOf(letters);
  }

  /// @param facts of this receptacle
  /// @return nothing when nobody opened it
  public static Optional<Bag> of(UUID id, Collection<Fact> facts) {
    List<Fact> ordered =
        facts.stream()
            .filter(each -> each.deed().aboutBag().equals(Optional.of(id)))
            .sorted(
                Comparator.comparing((Fact each) -> each.at().captured()).thenComparing(Fact::id))
            .toList();
    Optional<Fact> opened =
        ordered.stream().filter(each -> each.deed() instanceof BagOpened).findFirst();
    return opened.map(each -> of(id, each, ordered));
  }

  private static Bag of(UUID id, Fact opened, List<Fact> facts) {
    SequencedMap<String, Advice.Item> items = new LinkedHashMap<>();
    SequencedMap<MailFormat, Advice.Bulk> letters = new LinkedHashMap<>();
    Optional<BagClosed> closing = Optional.empty();
    Optional<ReceptacleId> label = Optional.empty();
    for (Fact each : facts) {
      switch (each.deed()) {
        case ItemPut deed ->
            items.put(
                deed.item().written(),
                new Advice.Item(deed.item(), deed.grams(), Optional.empty(), deed.format()));
        case ItemTaken deed -> {
          if (items.remove(deed.item().written()) != null && label.isEmpty()) {
            closing = Optional.empty();
          }
        }
        case LettersPut deed -> count(letters, deed.bulk());
        case BagClosed deed -> closing = Optional.of(deed);
        case BagDispatched deed -> label = Optional.of(deed.label());
        default -> {}
      }
    }
    if (opened.deed() instanceof BagOpened deed) {
      List<Advice.Item> sorted = new ArrayList<>(items.values());
      sorted.sort(Comparator.comparing(each -> each.id().written()));
      return new Bag(
          id,
          opened.office(),
          deed.series(),
          deed.type(),
          sorted,
          letters.values().stream().sorted(Comparator.comparing(Advice.Bulk::format)).toList(),
          closing,
          label);
    }
    throw new IllegalArgumentException("not opened: " + id);
  }

  /// What is counted last of a format holds; none takes it away.
  private static void count(Map<MailFormat, Advice.Bulk> letters, Advice.Bulk bulk) {
    if (bulk.items() == 0 && bulk.grams() == 0) {
      letters.remove(bulk.format());
    } else {
      letters.put(bulk.format(), bulk);
    }
  }

  public boolean isOpen() {
    return closing.isEmpty();
  }

  /// Weight of what is in it, as far as known, without the receptacle itself.
  public long netGrams() {
    return items.stream().map(Advice.Item::grams).mapToLong(each -> each.orElse(0)).sum()
        + letters.stream().mapToLong(Advice.Bulk::grams).sum();
  }

  /// Items listed and counted.
  public int count() {
    return items.size() + letters.stream().mapToInt(Advice.Bulk::items).sum();
  }

  /// As it is declared under its label.
  Advice.Receptacle declared(ReceptacleId id) {
    BagClosed closed = closing.orElseThrow();
    return new Advice.Receptacle(
        id, type, OptionalInt.of(closed.grams()), closed.seal(), items, letters);
  }

  boolean holdsRegisteredOrInsured() {
    return items.stream().anyMatch(Advice.Item::isRegisteredOrInsured);
  }
}
