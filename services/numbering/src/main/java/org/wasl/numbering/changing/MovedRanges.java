package org.wasl.numbering.changing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.Refusal;

/// What number changes make of the ranges of a plan. Until the end of parallel running old and new
/// numbers are both in service; then the old ones are withdrawn, rest, and are free. Of nested
/// codes the longest decides, as in [ChangeMap]. Where old and new numbers share their leading
/// digits, their lengths tell them apart.
public final class MovedRanges {
  /// How many number changes one notice brings at most.
  public static final int MAX_MOVES = 1_000;

  private final List<PlanEntry> known;
  private final List<NumberMove> moves;
  private final Instant from;
  private final Rest rest;
  private final Citation source;

  /// How long withdrawn numbers announce their end, and how long they rest after that.
  public record Rest(Duration windDown, Duration quarantine) {}

  /// What comes of it.
  public sealed interface Result {
    /// @param entries what the plan says from then on of every range that changes
    record Moved(List<PlanEntry> entries) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /// Why nothing comes of it; carries a refusal out of the middle of the work.
  private static final class ImpossibleException extends RuntimeException {
    private final transient Refusal refusal;

    ImpossibleException(Refusal refusal) {
      this.refusal = refusal;
    }
  }

  private MovedRanges(
      List<PlanEntry> known, List<NumberMove> moves, Instant from, Rest rest, Citation source) {
    this.known = known;
    this.moves = moves;
    this.from = from;
    this.rest = rest;
    this.source = source;
  }

  /// @param known the plan as known now, of all time
  /// @param moves all from one moment on
  public static Result of(
      List<PlanEntry> known, List<NumberMove> moves, Rest rest, Citation source) {
    try {
      if (moves.isEmpty() || moves.size() > MAX_MOVES) {
        throw impossible(
            "numbering.move.count",
            "عدد التغييرات في الإشعار من 1 إلى " + MAX_MOVES,
            "a notice has 1 to " + MAX_MOVES + " number changes");
      }
      Instant from = moves.getFirst().from();
      List<PlanEntry> entries = new MovedRanges(known, moves, from, rest, source).entries();
      for (NumberMove move : moves) {
        if (!agree(entries, move, moves)) {
          throw impossible(
              "numbering.move.ambiguous",
              "لا يُميَّز القديم من الجديد في المجال " + move.before(),
              "old and new numbers under " + move.before() + " cannot be told apart");
        }
      }
      return new Result.Moved(entries);
    } catch (ImpossibleException e) {
      return new Result.Refused(e.refusal);
    }
  }

  /// Whether entries say what the moves say: new numbers in service from the first moment, old ones
  /// no longer after parallel running, unless they are told apart by their length.
  ///
  /// @param moves all of the notice; what a longer code decides is not asked of this move
  public static boolean agree(List<PlanEntry> entries, NumberMove move, List<NumberMove> moves) {
    List<CodeRange> undying = decided(move, moves);
    List<CodeRange> unborn = new ArrayList<>(undying.stream().map(move::applied).toList());
    for (PlanEntry entry : entries) {
      boolean born = entry.status() == Status.IN_SERVICE && entry.valid().holds(move.from());
      boolean dead = !entry.status().isGiven() && entry.valid().holds(move.parallelTo());
      boolean other =
          move.digits().isPresent()
              && entry.valid().holds(move.parallelTo())
              && (move.digits().getAsInt() < entry.leastDigits()
                  || move.digits().getAsInt() > entry.mostDigits());
      if (born) {
        take(unborn, entry.codes());
      }
      if (dead || other) {
        take(undying, entry.codes());
      }
    }
    return unborn.isEmpty() && undying.isEmpty();
  }

  private static void take(List<CodeRange> left, CodeRange codes) {
    List<CodeRange> now = left.stream().flatMap(each -> each.without(codes).stream()).toList();
    left.clear();
    left.addAll(now);
  }

  /// The old codes of a move without those of longer codes.
  private static List<CodeRange> decided(NumberMove move, List<NumberMove> moves) {
    List<CodeRange> left = new ArrayList<>(List.of(move.before()));
    for (NumberMove other : moves) {
      if (other != move && other.before().length() > move.before().length()) {
        take(left, other.before());
      }
    }
    return left;
  }

  /// Some old codes that one move decides, with what the plan says of them.
  private record Old(CodeRange codes, NumberMove move, PlanEntry row) {
    /// The codes that they become, with the length of their numbers.
    PlanEntry born(Instant from, Citation source) {
      CodeRange now = move.applied(codes);
      int growth = move.growth();
      int least = move.digits().orElse(row.leastDigits()) + growth;
      int most = move.digits().orElse(row.mostDigits()) + growth;
      return new PlanEntry(
          row.resource(),
          now,
          least,
          most,
          row.usage(),
          row.holder(),
          Status.IN_SERVICE,
          row.area(),
          Span.from(from),
          Optional.empty(),
          source,
          move.before() + " → " + move.after());
    }
  }

  private List<PlanEntry> entries() {
    for (NumberMove move : moves) {
      requireAlone(move);
    }
    List<Old> olds = new ArrayList<>();
    moves.forEach(move -> olds.addAll(olds(move)));
    List<PlanEntry> born = olds.stream().map(each -> born(each)).toList();
    requireApart(born);
    List<PlanEntry> entries = new ArrayList<>();
    for (Resource resource : List.of(Resource.E164_NDC, Resource.E164_BLOCK)) {
      entries.addAll(
          new Line(
                  known.stream()
                      .filter(each -> each.resource() == resource && each.valid().holds(from))
                      .toList(),
                  olds.stream().filter(each -> each.row().resource() == resource).toList(),
                  born.stream().filter(each -> each.resource() == resource).toList())
              .entries());
    }
    return joined(entries);
  }

  private PlanEntry born(Old old) {
    try {
      return old.born(from, source);
    } catch (IllegalArgumentException e) {
      throw impossible(
          "numbering.move.length",
          "لا يصلح طول الأرقام الجديدة للمجال " + old.move().after(),
          "the new numbers under " + old.move().after() + " have no possible length");
    }
  }

  /// Two new codes for one old code cannot both be right; nested codes are told apart.
  private void requireAlone(NumberMove move) {
    if (!move.from().equals(from) || move.isRevocation()) {
      throw impossible(
          "numbering.move.moment",
          "تبدأ التغييرات كلها في لحظة واحدة وتغيّر شيئاً",
          "all number changes of a notice begin at one moment and change something");
    }
    for (NumberMove other : moves) {
      boolean isNested =
          move.before().length() != other.before().length()
              && (move.before().contains(other.before()) || other.before().contains(move.before()))
              && move.digits().equals(other.digits());
      if (other != move && move.before().overlaps(other.before()) && !isNested) {
        throw impossible(
            "numbering.move.contradiction",
            "للمجال القديم " + move.before() + " تغييران متعارضان",
            "two changes contradict each other about the old range " + move.before());
      }
    }
  }

  /// The old codes that this move decides, cut by the rows of the plan.
  private List<Old> olds(NumberMove move) {
    List<CodeRange> left = decided(move, moves);
    List<Old> olds = new ArrayList<>();
    List<CodeRange> nobody = new ArrayList<>(left);
    for (PlanEntry row : known) {
      if (!row.resource().isNumbers() || !row.valid().holds(from) || !isLive(row)) {
        continue;
      }
      for (CodeRange part : left) {
        part.shared(row.codes())
            .ifPresent(codes -> {
              requireFit(move, row);
              olds.add(new Old(codes, move, row));
            });
      }
      take(nobody, row.codes());
    }
    if (!nobody.isEmpty()) {
      throw impossible(
          "numbering.move.not-in-service",
          "ليس المجال " + nobody.getFirst() + " في الخدمة فلا أرقام فيه لتتغيّر",
          "the range " + nobody.getFirst() + " is not in service, so it has no numbers to change");
    }
    return olds;
  }

  private static boolean isLive(PlanEntry row) {
    return row.status() == Status.IN_SERVICE || row.status() == Status.LEGACY_UNCONFIRMED;
  }

  private static void requireFit(NumberMove move, PlanEntry row) {
    if (!row.valid().isOpen()) {
      throw impossible(
          "numbering.move.ends",
          "ينتهي قيد المجال " + row.codes() + " فلا يُنقل",
          "what is known of the range " + row.codes() + " ends, so it cannot be moved");
    }
    boolean fits =
        move.digits().isEmpty()
            || move.digits().getAsInt() == row.leastDigits()
            || move.digits().getAsInt() == row.mostDigits();
    if (!fits) {
      throw impossible(
          "numbering.move.length",
          "ليست أرقام المجال " + row.codes() + " بهذا الطول",
          "numbers of the range " + row.codes() + " do not have this length");
    }
  }

  private static void requireApart(List<PlanEntry> born) {
    for (int i = 0; i < born.size(); i++) {
      for (int j = i + 1; j < born.size(); j++) {
        if (born.get(i).overlaps(born.get(j))) {
          throw impossible(
              "numbering.move.collision",
              "تلتقي أرقام قديمة مختلفة في المجال الجديد " + born.get(i).codes(),
              "different old numbers meet in the new range " + born.get(i).codes());
        }
      }
    }
  }

  private static ImpossibleException impossible(String code, String ar, String en) {
    return new ImpossibleException(Refusal.of(code, ar, en));
  }

  /// The numbers of one resource as a line, cut wherever something begins or ends.
  private final class Line {
    private final List<PlanEntry> rows;
    private final List<Old> olds;
    private final List<PlanEntry> born;

    Line(List<PlanEntry> rows, List<Old> olds, List<PlanEntry> born) {
      this.rows = rows;
      this.olds = olds;
      this.born = born;
    }

    List<PlanEntry> entries() {
      List<CodeRange> touched =
          Stream.concat(olds.stream().map(Old::codes), born.stream().map(PlanEntry::codes))
              .toList();
      TreeSet<Long> edges = new TreeSet<>();
      touched.forEach(each -> edges.addAll(List.of(each.low(), each.high())));
      for (PlanEntry row : rows) {
        if (touched.stream().anyMatch(row.codes()::overlaps)) {
          edges.addAll(List.of(row.codes().low(), row.codes().high()));
        }
      }
      List<PlanEntry> entries = new ArrayList<>();
      Long low = null;
      for (Long high : edges) {
        if (low != null) {
          CodeRange codes = CodeRange.leading(low, high, 1);
          if (touched.stream().anyMatch(codes::overlaps)) {
            entries.addAll(of(low, high));
          }
        }
        low = high;
      }
      return entries;
    }

    private List<PlanEntry> of(long low, long high) {
      CodeRange any = CodeRange.leading(low, high, 1);
      Optional<Old> old = olds.stream().filter(each -> each.codes().overlaps(any)).findFirst();
      Optional<PlanEntry> fresh =
          born.stream().filter(each -> each.codes().overlaps(any)).findFirst();
      Optional<PlanEntry> row =
          rows.stream()
              .filter(each ->
                  each.codes().overlaps(any) && each.status().isGiven()
                      || each.codes().overlaps(any) && isLive(each))
              .findFirst();
      if (fresh.isPresent() && row.isPresent()) {
        requireSameHolder(fresh.get(), row.get());
      }
      int least = (fresh.isPresent() ? fresh.get() : row.orElseThrow()).resource().fewestDigits();
      CodeRange codes = CodeRange.leading(low, high, least);
      if (old.isEmpty()) {
        return List.of(live(codes, fresh.orElseThrow(), row, Span.from(from)));
      }
      return moved(codes, old.get(), fresh);
    }

    /// The new range goes into one that nobody has, or that the same holder has.
    private void requireSameHolder(PlanEntry fresh, PlanEntry row) {
      boolean free = row.status() == Status.RESERVED && row.holder().isEmpty();
      if (!free && !row.holder().equals(fresh.holder())) {
        throw impossible(
            "numbering.move.taken",
            "المجال الجديد " + fresh.codes() + " لحائز آخر",
            "the new range " + fresh.codes() + " is another holder's");
      }
    }

    private List<PlanEntry> moved(CodeRange codes, Old old, Optional<PlanEntry> fresh) {
      Instant end = old.move().parallelTo();
      Optional<PlanEntry> rest = remaining(old);
      List<PlanEntry> entries = new ArrayList<>();
      if (fresh.isPresent() && from.isBefore(end)) {
        entries.add(live(codes, fresh.get(), Optional.of(old.row()), new Span(from, end)));
      }
      if (fresh.isPresent()) {
        entries.add(live(codes, fresh.get(), rest, Span.from(end)));
      } else if (rest.isPresent()) {
        entries.add(live(codes, rest.get(), Optional.empty(), Span.from(end)));
      } else {
        entries.addAll(ended(codes, old, end));
      }
      return entries;
    }

    /// What the range says of the numbers of the other lengths, which do not move.
    private Optional<PlanEntry> remaining(Old old) {
      PlanEntry row = old.row();
      if (old.move().digits().isEmpty() || row.leastDigits() == row.mostDigits()) {
        return Optional.empty();
      }
      boolean shortest = old.move().digits().getAsInt() == row.leastDigits();
      return Optional.of(
          lasting(
              row,
              row.codes(),
              shortest ? row.leastDigits() + 1 : row.leastDigits(),
              shortest ? row.mostDigits() : row.mostDigits() - 1,
              Span.from(from)));
    }

    private List<PlanEntry> ended(CodeRange codes, Old old, Instant end) {
      PlanEntry row = old.row().with(codes, Span.from(from));
      Instant quiet = end.plus(rest.windDown());
      Instant free = quiet.plus(rest.quarantine());
      String note = old.move().before() + " → " + old.move().after();
      return Stream.of(
              state(row, Status.WITHDRAWN, end, quiet, note),
              state(row, Status.QUARANTINE, quiet, free, note),
              state(row, Status.FREE, free, Span.END, note))
          .flatMap(Optional::stream)
          .toList();
    }

    private Optional<PlanEntry> state(
        PlanEntry row, Status status, Instant start, Instant end, String note) {
      return start.isBefore(end)
          ? Optional.of(row.becoming(status, new Span(start, end), source, note))
          : Optional.empty();
    }

    /// In service with the lengths of both.
    private PlanEntry live(
        CodeRange codes, PlanEntry fact, Optional<PlanEntry> beside, Span valid) {
      Optional<PlanEntry> other = beside.filter(MovedRanges::isLive);
      int least = Math.min(fact.leastDigits(), other.map(PlanEntry::leastDigits).orElse(99));
      int most = Math.max(fact.mostDigits(), other.map(PlanEntry::mostDigits).orElse(0));
      return lasting(fact, codes, Math.max(least, codes.length()), most, valid);
    }

    private PlanEntry lasting(PlanEntry fact, CodeRange codes, int least, int most, Span valid) {
      return new PlanEntry(
          fact.resource(),
          codes,
          least,
          most,
          fact.usage(),
          fact.holder(),
          fact.status(),
          fact.area(),
          valid,
          Optional.empty(),
          source,
          fact.note());
    }
  }

  /// Neighbours that say the same of the same time as one.
  private static List<PlanEntry> joined(List<PlanEntry> entries) {
    List<PlanEntry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparing(PlanEntry::resource)
                    .thenComparing(each -> each.valid().from())
                    .thenComparing(PlanEntry::codes))
            .toList();
    List<PlanEntry> joined = new ArrayList<>();
    for (PlanEntry each : sorted) {
      Optional<CodeRange> both =
          joined.isEmpty() ? Optional.empty() : together(joined.getLast(), each);
      if (both.isPresent()) {
        joined.set(joined.size() - 1, joined.getLast().with(both.get(), each.valid()));
      } else {
        joined.add(each);
      }
    }
    return joined;
  }

  private static Optional<CodeRange> together(PlanEntry one, PlanEntry next) {
    boolean same =
        one.saysAs(next) && one.valid().equals(next.valid()) && one.note().equals(next.note());
    return same ? one.codes().joined(next.codes()) : Optional.empty();
  }
}
