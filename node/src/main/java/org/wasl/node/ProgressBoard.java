package org.wasl.node;

import java.util.Map;
import java.util.TreeMap;
import org.wasl.terms.Progress;

/// The newest state of each long piece of work, for screens.
public final class ProgressBoard implements Progress {
  private final Map<String, State> states = new TreeMap<>();

  /// @param total -1 where not known
  public record State(long done, long total) {}

  @Override
  public synchronized void report(String task, long done, long total) {
    states.put(task, new State(done, total));
  }

  public synchronized Map<String, State> states() {
    return new TreeMap<>(states);
  }
}
