package org.wasl.post.forming;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.post.Advice;
import org.wasl.post.ReceptacleId;
import org.wasl.terms.Refusal;

/// What is corrected in the declaration of one receptacle of a closed dispatch (PREDES that
/// replaces an earlier one, BGM function 5). The numbers of the dispatch and of the receptacle
/// stay, and so does the weight on its label (UPU S9): only what is declared beside it changes.
///
/// @param grams gross, as it turned out to be; absent where it stays
/// @param seal absent where it stays
/// @param takenOut items that are listed and stayed behind, as written
/// @param added items that are in it and were not listed
public record Correction(
    ReceptacleId receptacle,
    OptionalInt grams,
    Optional<String> seal,
    List<String> takenOut,
    List<Advice.Item> added) {
  public static final int MOST_ITEMS = 500;
  private static final int HEAVIEST = 10_000_000;
  private static final int LONGEST_SEAL = 35;
  private static final int MOST_VERSIONS = 999;
  private static final int NAMED = 10;

  public Correction {
    takenOut = takenOut.stream().distinct().toList();
    added = List.copyOf(added);
    if (takenOut.size() > MOST_ITEMS || added.size() > MOST_ITEMS) {
      throw new IllegalArgumentException("more than " + MOST_ITEMS + " items");
    }
    if (grams.isPresent() && (grams.getAsInt() < 1 || grams.getAsInt() > HEAVIEST)) {
      throw new IllegalArgumentException("not a weight of a receptacle: " + grams.getAsInt());
    }
    if (seal.filter(each -> each.isBlank() || each.length() > LONGEST_SEAL).isPresent()) {
      throw new IllegalArgumentException("not a seal: " + seal.get());
    }
  }

  /// The added items, as written.
  public List<String> addedItems() {
    return added.stream().map(each -> each.id().written()).toList();
  }

  /// Why a declaration cannot be corrected so.
  public Optional<Refusal> obstacle(Advice advice) {
    Optional<Advice.Receptacle> found = find(advice);
    if (found.isEmpty()) {
      return no(
          "post.anew.receptacle",
          "ليس هذا الوعاء في الإعلان: " + receptacle.printed(),
          "this receptacle is not declared: " + receptacle.printed());
    }
    if (advice.version() >= MOST_VERSIONS) {
      return no("post.anew.full", "أُعلنت مرات كثيرة جداً", "it was declared too many times");
    }
    Set<String> here = written(found.get());
    List<String> unknown = takenOut.stream().filter(each -> !here.contains(each)).toList();
    if (!unknown.isEmpty()) {
      return no(
          "post.anew.not-listed",
          "بعائث ليست معلنة في هذا الوعاء: " + some(unknown),
          "items that are not declared in this receptacle: " + some(unknown));
    }
    Set<String> seen =
        advice.receptacles().stream()
            .flatMap(each -> written(each).stream())
            .collect(Collectors.toCollection(HashSet::new));
    List<String> twice = addedItems().stream().filter(each -> !seen.add(each)).toList();
    if (!twice.isEmpty()) {
      return no(
          "post.anew.listed",
          "بعائث معلنة في هذه الإرسالية: " + some(twice),
          "items that are declared in this dispatch: " + some(twice));
    }
    if (found.get().items().size() + added.size() - takenOut.size() > Advice.MOST_ITEMS) {
      return no("post.anew.full", "بعائث كثيرة جداً", "too many items");
    }
    return in(found.get()).equals(found.get())
        ? no("post.anew.nothing", "لا يتغير شيء", "nothing changes")
        : Optional.empty();
  }

  private Optional<Advice.Receptacle> find(Advice advice) {
    return advice.receptacles().stream().filter(each -> each.id().equals(receptacle)).findFirst();
  }

  private static Set<String> written(Advice.Receptacle bag) {
    return bag.items().stream().map(each -> each.id().written()).collect(Collectors.toSet());
  }

  private static String some(List<String> items) {
    return items.stream().limit(NAMED).collect(Collectors.joining(", "));
  }

  private static Optional<Refusal> no(String code, String ar, String en) {
    return Optional.of(Refusal.of(code, ar, en));
  }

  /// The declaration as it is then: its next version.
  ///
  /// @throws IllegalArgumentException when there is an obstacle
  public Advice in(Advice advice) {
    obstacle(advice)
        .ifPresent(each -> {
          throw new IllegalArgumentException(each.text().en());
        });
    List<Advice.Receptacle> receptacles = new ArrayList<>();
    for (Advice.Receptacle each : advice.receptacles()) {
      receptacles.add(each.id().equals(receptacle) ? in(each) : each);
    }
    return new Advice(
        advice.dispatch(),
        advice.version() + 1,
        advice.closed(),
        advice.expected(),
        advice.legs(),
        receptacles);
  }

  private Advice.Receptacle in(Advice.Receptacle bag) {
    List<Advice.Item> items =
        Stream.concat(
                bag.items().stream().filter(each -> !takenOut.contains(each.id().written())),
                added.stream())
            .sorted(Comparator.comparing(each -> each.id().written()))
            .toList();
    boolean isListedOtherwise = !takenOut.isEmpty() || !added.isEmpty();
    return new Advice.Receptacle(
        bag.id(),
        bag.type(),
        grams.isPresent() ? grams : bag.grams(),
        seal.isPresent() ? seal : bag.seal(),
        isListedOtherwise ? items : bag.items(),
        bag.bulk(),
        bag.empties());
  }
}
