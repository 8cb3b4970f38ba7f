package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.terms.Sha256;

/// What a plan says at one moment, as one figure: SHA-256 over a line of canonical JSON a fact,
/// sorted, neighbours that say the same joined, free codes left out; then a line a number change
/// that is in force. Two registries that would answer every question alike have the same figure,
/// however they came to what they hold.
public final class PlanDigest {
  private PlanDigest() {}

  /// The figure of a plan without number changes.
  public static String of(List<PlanEntry> entries, Instant at) {
    return of(entries, List.of(), at);
  }

  public static String of(List<PlanEntry> entries, List<NumberMove> moves, Instant at) {
    MessageDigest digest = Sha256.start();
    for (PlanEntry fact : facts(entries, at)) {
      digest.update(PlanJson.fact(fact).end().canonicalBytes());
      digest.update("\n".getBytes(StandardCharsets.US_ASCII));
    }
    moves.stream()
        .filter(move -> !move.from().isAfter(at))
        .map(move -> new String(NoticeJson.move(move).canonicalBytes(), StandardCharsets.UTF_8))
        .sorted()
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The facts that the figure covers.
  public static List<PlanEntry> facts(List<PlanEntry> entries, Instant at) {
    List<PlanEntry> then =
        entries.stream()
            .filter(each -> each.valid().holds(at) && each.status() != Status.FREE)
            .map(PlanDigest::shortest)
            .sorted(Comparator.comparing(PlanEntry::resource).thenComparing(PlanEntry::codes))
            .toList();
    List<PlanEntry> joined = new ArrayList<>();
    for (PlanEntry each : then) {
      if (!joined.isEmpty() && joined.getLast().saysAs(each)) {
        PlanEntry last = joined.getLast();
        Optional<CodeRange> both = lengthened(last.codes(), each.codes());
        if (both.isPresent()) {
          joined.set(joined.size() - 1, last.with(both.get(), last.valid()));
          continue;
        }
      }
      joined.add(each);
    }
    return joined.stream().map(PlanDigest::shortest).toList();
  }

  /// The two ranges as one where the second follows the first, in the longer of the lengths.
  private static Optional<CodeRange> lengthened(CodeRange one, CodeRange next) {
    int length = Math.max(one.length(), next.length());
    return one.ofLength(length).joined(next.ofLength(length));
  }

  /// The same codes with as few digits as can say them.
  private static PlanEntry shortest(PlanEntry entry) {
    CodeRange codes = entry.codes();
    boolean isNumbers = entry.resource().isNumbers();
    while (isNumbers && codes.length() > entry.resource().fewestDigits()) {
      Optional<CodeRange> shorter = codes.shorter();
      if (shorter.isEmpty()) {
        break;
      }
      codes = shorter.get();
    }
    return entry.with(codes, entry.valid());
  }
}
