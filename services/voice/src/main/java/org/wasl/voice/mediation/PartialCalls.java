package org.wasl.voice.mediation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wasl.voice.ber.GatewayRecord;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Puts the parts of long calls together: the first answer, the sum of the seconds. A call is whole
/// when its last part is there and no number between is missing.
final class PartialCalls {
  /// The most calls that are open at once in one file.
  private static final int MAX_OPEN = 1_000_000;

  private static final class Open {
    final List<Integer> parts = new ArrayList<>();
    final TreeSet<Long> numbers = new TreeSet<>();
    Parsed.Row first;
    boolean ended;

    Open(Parsed.Row first) {
      this.first = first;
    }
  }

  /// What the parts of all calls came to.
  interface Taking {
    /// @param record number of the first part
    /// @param parts how many there are
    void whole(Parsed.Row call, int record, int parts);

    void damaged(int record, String reason);
  }

  private final Map<String, Open> open = new LinkedHashMap<>();

  /// @param record its number
  /// @return whether it was taken; otherwise there are too many
  boolean add(GatewayRecord part, Parsed.Row row, int record) {
    Open call = open.get(part.reference());
    if (call == null) {
      if (open.size() == MAX_OPEN) {
        return false;
      }
      call = new Open(row);
      open.put(part.reference(), call);
    } else {
      call.first = together(call.first, row);
    }
    call.parts.add(record);
    if (part.sequence() != GatewayRecord.NONE && !call.numbers.add(part.sequence())) {
      call.numbers.add(Long.MIN_VALUE);
    }
    boolean more =
        part.cause() == GatewayRecord.PARTIAL
            || part.cause() == GatewayRecord.PARTIAL_REESTABLISHED;
    call.ended |= !more;
    return true;
  }

  private static Parsed.Row together(Parsed.Row one, Parsed.Row other) {
    Parsed.Row earlier = other.time() < one.time() ? other : one;
    return new Parsed.Row(
        earlier.from(),
        earlier.to(),
        earlier.time(),
        one.seconds() + other.seconds(),
        one.answered() || other.answered(),
        earlier.trunk());
  }

  void finish(Taking taking) {
    for (Open call : open.values()) {
      String flaw = flaw(call);
      if (flaw.isEmpty()) {
        taking.whole(call.first, call.parts.getFirst(), call.parts.size());
      } else {
        call.parts.forEach(part -> taking.damaged(part, flaw));
      }
    }
    open.clear();
  }

  private static String flaw(Open call) {
    if (call.numbers.contains(Long.MIN_VALUE)) {
      return "partial-repeated";
    }
    if (!call.ended) {
      return "partial-open";
    }
    boolean numbered = call.numbers.size() == call.parts.size();
    boolean gapless =
        numbered && call.numbers.last() - call.numbers.first() == call.numbers.size() - 1;
    return gapless || call.numbers.isEmpty() ? "" : "partial-gap";
  }
}
