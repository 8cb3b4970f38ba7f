package org.wasl.numbering.filing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.TableReader.Candidate;
import org.wasl.numbering.filing.TableReader.RowFacts;

/// Looks at the codes of a table together: trunk zeroes, lost digits, duplicates, overlaps,
/// lengths.
final class TableFindings {
  private final FiledTable table;
  private final FilingContext context;
  private final List<Candidate> candidates;
  private final List<Defect> defects;

  TableFindings(
      FiledTable table, FilingContext context, List<Candidate> candidates, List<Defect> defects) {
    this.table = table;
    this.context = context;
    this.candidates = candidates;
    this.defects = defects;
  }

  List<Proposed> proposals() {
    boolean zeroIsTrunk = zeroIsTrunk();
    List<Proposed> all = new ArrayList<>();
    Set<Proposed> hadZero = new HashSet<>();
    for (Candidate each : candidates) {
      proposed(each, zeroIsTrunk)
          .ifPresent(proposal -> {
            all.add(proposal);
            if (zeroIsTrunk && startsWithZero(each)) {
              hadZero.add(proposal);
            }
          });
    }
    List<Proposed> kept = withoutLostDigits(all, hadZero);
    findDuplicates(kept);
    findOverlaps(kept);
    return kept;
  }

  private static boolean startsWithZero(Candidate candidate) {
    return candidate.facts().resource() == FiledResource.E164
        && candidate.item().range().first().startsWith("0")
        && candidate.item().range().length() > 1;
  }

  /// A zero in front is the trunk prefix where the country has it, or where the table proves it:
  /// the same table has codes without zero that are one digit shorter, or the mask is one digit
  /// longer than the length that stands beside it.
  private boolean zeroIsTrunk() {
    if (context.trunkPrefix().isPresent()) {
      return context.trunkPrefix().get().equals("0");
    }
    Map<Integer, Integer> bare = new HashMap<>();
    Map<Integer, Integer> zeroed = new HashMap<>();
    boolean proved = false;
    for (Candidate each : candidates) {
      int digits = each.item().range().length();
      if (startsWithZero(each)) {
        zeroed.merge(digits - 1, 1, Integer::sum);
        Optional<Lengths> lengths = each.facts().lengths();
        OptionalInt total = each.item().total();
        proved |=
            lengths.isPresent()
                && total.isPresent()
                && total.getAsInt() == lengths.get().most() + 1;
      } else {
        bare.merge(digits, 1, Integer::sum);
      }
    }
    int usual = usual(bare);
    return proved
        || (usual > 0
            && bare.getOrDefault(usual, 0) > 1
            && usual >= 3
            && zeroed.containsKey(usual));
  }

  private static int usual(Map<Integer, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private Optional<Proposed> proposed(Candidate candidate, boolean zeroIsTrunk) {
    CodeRange range = candidate.item().range();
    OptionalInt total = candidate.item().total();
    Place place = table.place().at(candidate.row(), candidate.column());
    if (candidate.item().trunkZero()) {
      defects.add(new Defect(Defect.Kind.TRUNK_ZERO, place, "(0)" + range));
    }
    if (startsWithZero(candidate)) {
      if (zeroIsTrunk || context.trunkPrefix().isEmpty()) {
        Defect.Kind kind = zeroIsTrunk ? Defect.Kind.TRUNK_ZERO : Defect.Kind.LEADING_ZERO;
        defects.add(new Defect(kind, place, range.toString()));
      }
      if (zeroIsTrunk && !range.last().startsWith("0")) {
        defects.add(new Defect(Defect.Kind.UNREADABLE_CODE, place, range.toString()));
        return Optional.empty();
      }
      if (zeroIsTrunk) {
        range = new CodeRange(range.first().substring(1), range.last().substring(1));
        total = total.isPresent() ? OptionalInt.of(total.getAsInt() - 1) : total;
      }
    }
    return withLength(candidate.facts(), range, total, place);
  }

  private Optional<Proposed> withLength(
      RowFacts facts, CodeRange range, OptionalInt total, Place place) {
    Optional<Lengths> lengths = facts.lengths();
    if (lengths.isEmpty()) {
      lengths = shown(facts.resource(), range, total);
      if (lengths.isEmpty() && needsLength(facts.resource())) {
        defects.add(new Defect(Defect.Kind.MISSING_LENGTH, place, range.toString()));
      }
    } else if (range.length() > lengths.get().most()
        || (total.isPresent() && total.getAsInt() > lengths.get().most())) {
      defects.add(
          new Defect(
              Defect.Kind.LENGTH_CONTRADICTION, place, range + ", length " + lengths.get().most()));
      if (range.length() > lengths.get().most()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Proposed(
            facts.resource(),
            range,
            lengths,
            facts.usage(),
            facts.holder(),
            facts.area(),
            facts.status(),
            facts.from(),
            facts.to(),
            facts.note(),
            place));
  }

  private static boolean needsLength(FiledResource resource) {
    return resource == FiledResource.E164;
  }

  private static Optional<Lengths> shown(
      FiledResource resource, CodeRange range, OptionalInt total) {
    if (total.isPresent()) {
      return Optional.of(Lengths.of(Math.max(1, total.getAsInt())));
    }
    return resource == FiledResource.SHORT
        ? Optional.of(Lengths.of(range.length()))
        : Optional.empty();
  }

  /// A code that was written with a zero and is one digit shorter than its neighbours, which it
  /// swallows, lost a digit: it is not proposed, because nobody can tell which.
  private List<Proposed> withoutLostDigits(List<Proposed> all, Set<Proposed> hadZero) {
    Map<Integer, Integer> counts = new HashMap<>();
    all.forEach(each -> counts.merge(each.range().length(), 1, Integer::sum));
    int usual = usual(counts);
    TreeSet<Long> beginnings = new TreeSet<>();
    all.stream()
        .filter(each -> each.range().length() == usual)
        .forEach(each -> beginnings.add(each.range().low()));
    List<Proposed> kept = new ArrayList<>();
    for (Proposed each : all) {
      boolean shorter = each.range().length() == usual - 1 && counts.getOrDefault(usual, 0) > 1;
      Long swallowed = beginnings.ceiling(each.range().low());
      boolean swallows = swallowed != null && swallowed < each.range().high();
      if (shorter && swallows && hadZero.contains(each)) {
        defects.add(new Defect(Defect.Kind.LOST_DIGIT, each.place(), each.range().toString()));
      } else {
        kept.add(each);
      }
    }
    return kept;
  }

  private void findDuplicates(List<Proposed> proposals) {
    record Filed(FiledResource resource, CodeRange range) {}
    Map<Filed, Proposed> seen = new HashMap<>();
    for (Proposed each : proposals) {
      Proposed before = seen.putIfAbsent(new Filed(each.resource(), each.range()), each);
      if (before != null) {
        String rows = each.range() + ", row " + before.place().row();
        defects.add(new Defect(Defect.Kind.DUPLICATE, each.place(), rows));
        if (!before.holder().equals(each.holder())
            && !before.holder().isEmpty()
            && !each.holder().isEmpty()) {
          String names = before.holder() + " ≠ " + each.holder();
          defects.add(new Defect(Defect.Kind.RENAME, each.place(), names));
        }
      }
    }
  }

  /// One sweep over the ranges by their beginning: the open ranges that reach beyond it overlap it.
  private void findOverlaps(List<Proposed> proposals) {
    List<Proposed> sorted =
        proposals.stream()
            .filter(each -> each.resource() == FiledResource.E164)
            .sorted(
                Comparator.<Proposed>comparingLong(each -> each.range().low())
                    .thenComparing(each -> -each.range().high()))
            .toList();
    Deque<Proposed> open = new ArrayDeque<>();
    for (Proposed each : sorted) {
      while (!open.isEmpty() && open.peek().range().high() <= each.range().low()) {
        open.pop();
      }
      open.stream()
          .filter(other -> !other.range().equals(each.range()))
          .findFirst()
          .ifPresent(other -> {
            String codes = each.range() + " ∩ " + other.range();
            defects.add(new Defect(Defect.Kind.OVERLAP, each.place(), codes));
          });
      if (open.isEmpty() || !open.peek().range().equals(each.range())) {
        open.push(each);
      }
    }
  }
}
