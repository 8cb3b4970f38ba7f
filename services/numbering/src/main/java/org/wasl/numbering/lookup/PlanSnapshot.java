package org.wasl.numbering.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.PartyId;

/// What the plans say at one moment, as known at one moment: immutable, and right for all moments
/// of `holds`.
public final class PlanSnapshot {
  private final List<PlanRows> plans;
  private final Span holds;
  private final List<RecordedEntry> numbers = new ArrayList<>();
  private final PrefixTrie trie;

  /// A plan, and the rows and number changes that are known of it, of all time.
  public record PlanRows(NationalPlan dialling, List<RecordedEntry> rows, List<NumberMove> moves) {
    public PlanRows {
      rows = List.copyOf(rows);
      moves = List.copyOf(moves);
    }

    PlanRows at(Instant moment) {
      return new PlanRows(
          dialling,
          rows.stream().filter(row -> row.entry().valid().holds(moment)).toList(),
          moves.stream().filter(move -> !move.from().isAfter(moment)).toList());
    }

    /// Every moment at which something begins or ends.
    Stream<Instant> edges() {
      return Stream.concat(
          rows.stream()
              .map(row -> row.entry().valid())
              .flatMap(valid -> Stream.of(valid.from(), valid.to())),
          moves.stream().flatMap(move -> Stream.of(move.from(), move.parallelTo())));
    }
  }

  private PlanSnapshot(List<PlanRows> plans, Span holds) {
    this.plans = plans;
    this.holds = holds;
    TreeMap<Long, Integer> prefixes = new TreeMap<>(Long::compareUnsigned);
    for (PlanRows plan : plans) {
      plan.rows().stream()
          .filter(row -> row.entry().resource().isNumbers())
          .sorted(Comparator.comparing(row -> row.entry().resource()))
          .forEach(row -> add(plan.dialling().countryCode(), row, prefixes));
    }
    long[] keys = prefixes.keySet().stream().mapToLong(Long::longValue).toArray();
    int[] values = prefixes.values().stream().mapToInt(Integer::intValue).toArray();
    this.trie = PrefixTrie.ofSorted(keys, values);
  }

  /// Destination codes come first; a block then takes the place of what it leads.
  private void add(String countryCode, RecordedEntry row, TreeMap<Long, Integer> prefixes) {
    for (String prefix : row.entry().codes().prefixes()) {
      long packed = PackedDigits.pack(countryCode + prefix);
      prefixes.subMap(packed, true, PackedDigits.lastLedBy(packed), true).clear();
      prefixes.put(packed, numbers.size());
    }
    numbers.add(row);
  }

  /// @param known what is known of each plan, of all time
  public static PlanSnapshot of(List<PlanRows> known, Instant at) {
    Instant from = Span.BEGINNING;
    Instant to = Span.END;
    List<PlanRows> then = new ArrayList<>();
    for (PlanRows plan : known) {
      then.add(plan.at(at));
      for (Instant edge : (Iterable<Instant>) plan.edges()::iterator) {
        if (edge.isAfter(at)) {
          to = edge.isBefore(to) ? edge : to;
        } else {
          from = edge.isAfter(from) ? edge : from;
        }
      }
    }
    return new PlanSnapshot(List.copyOf(then), new Span(from, to));
  }

  /// The moments for which it is right.
  public Span holds() {
    return holds;
  }

  /// The index of the row that the longest code of a number range decides, or [PrefixTrie#NONE].
  ///
  /// @param packed an E.164 number as [PackedDigits]
  public int find(long packed) {
    return trie.find(packed);
  }

  public RecordedEntry row(int index) {
    return numbers.get(index);
  }

  /// The row that decides about a number of a plan: of a block, else of the destination code.
  public Optional<RecordedEntry> find(NationalPlan plan, String national) {
    String e164 = plan.countryCode() + national;
    String whole = e164.substring(0, Math.min(e164.length(), PackedDigits.MOST));
    int index = trie.find(PackedDigits.pack(whole));
    if (index == PrefixTrie.NONE) {
      return Optional.empty();
    }
    RecordedEntry row = numbers.get(index);
    return row.entry().covers(national)
        ? Optional.of(row)
        : rows(plan.party()).stream()
            .filter(each -> each.entry().resource().isNumbers())
            .filter(each -> each.entry().covers(national))
            .max(Comparator.comparing(each -> each.entry().resource()));
  }

  /// The plan whose country code begins the number.
  public Optional<NationalPlan> planOf(String e164) {
    return plans.stream()
        .map(PlanRows::dialling)
        .filter(plan -> e164.startsWith(plan.countryCode()))
        .findFirst();
  }

  /// @throws IllegalArgumentException when there is no plan of that party
  public NationalPlan plan(PartyId party) {
    return rowsOf(party).dialling();
  }

  private PlanRows rowsOf(PartyId party) {
    return plans.stream()
        .filter(each -> each.dialling().party().equals(party))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no plan of " + party));
  }

  /// All rows of a plan that hold at this moment.
  public List<RecordedEntry> rows(PartyId party) {
    return rowsOf(party).rows();
  }

  /// What became of an old number.
  ///
  /// @param national its new form
  /// @param parallelTo until when the old form worked or works beside it
  public record Moved(String national, Instant from, Instant parallelTo) {
    /// Whether both forms work at that moment.
    public boolean isParallelAt(Instant moment) {
      return moment.isBefore(parallelTo);
    }
  }

  /// The present form of a number that changed, through all changes in the order of their days; of
  /// nested codes the longest decides.
  public Optional<Moved> moved(PartyId party, String national) {
    Optional<Moved> moved = Optional.empty();
    List<NumberMove> moves = rowsOf(party).moves();
    for (Instant day : moves.stream().map(NumberMove::from).distinct().sorted().toList()) {
      String number = moved.map(Moved::national).orElse(national);
      Optional<NumberMove> next =
          moves.stream()
              .filter(move -> move.from().equals(day) && move.covers(number))
              .max(Comparator.comparingInt(move -> move.before().length()));
      if (next.isPresent()) {
        Instant until =
            moved
                .map(Moved::parallelTo)
                .filter(earlier -> earlier.isBefore(next.get().parallelTo()))
                .orElse(next.get().parallelTo());
        moved = next.get().applied(number, day).map(changed -> new Moved(changed, day, until));
      }
    }
    return moved;
  }

  /// The short code that the digits are, as dialled in that country.
  public Optional<RecordedEntry> shortCode(PartyId party, String digits) {
    return rows(party).stream()
        .filter(row -> row.entry().resource() == Resource.SHORT)
        .filter(row -> row.entry().covers(digits) && row.entry().lengthFits(digits))
        .findFirst();
  }

  /// The number range of which the digits are an unfinished code, with the fewest digits missing.
  public Optional<RecordedEntry> unfinished(PartyId party, String national) {
    return rows(party).stream()
        .filter(row -> row.entry().resource().isNumbers())
        .filter(row -> row.entry().codes().mayFollow(national))
        .filter(row -> row.entry().status() != PlanEntry.Status.FREE)
        .min(Comparator.comparingInt(row -> row.entry().leastDigits()));
  }

  public long bytes() {
    return trie.bytes();
  }
}
