package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.util.List;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.voice.Call;
import org.wasl.voice.rating.Rated;

/// What the calls of one line come to, exact; order does not matter.
public final class LineSum {
  private long calls;
  private long answered;
  private long seconds;
  private long billed;
  private long exact;

  /// @throws ArithmeticException when the sum leaves 64 bits
  public void add(Call call, Rated rated) {
    add(new long[] {1, call.answered() ? 1 : 0, call.seconds(), rated.billed(), rated.exact()});
  }

  /// Adds figures of another sum of the same line, as [#figures] gives them.
  public void add(long[] figures) {
    calls = Math.addExact(calls, figures[0]);
    answered = Math.addExact(answered, figures[1]);
    seconds = Math.addExact(seconds, figures[2]);
    billed = Math.addExact(billed, figures[3]);
    exact = Math.addExact(exact, figures[4]);
  }

  /// Calls, answered calls, seconds, seconds billed, exact units.
  public long[] figures() {
    return new long[] {calls, answered, seconds, billed, exact};
  }

  public Line line(LineKey key) {
    return new Line(key, List.of(calls, answered, seconds, billed), BigInteger.valueOf(exact));
  }
}
