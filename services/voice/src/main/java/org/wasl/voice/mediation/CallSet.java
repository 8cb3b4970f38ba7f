package org.wasl.voice.mediation;

import java.util.ArrayList;
import java.util.List;
import org.wasl.voice.Call;

/// Which calls are there already: exact, by hash first and by comparison on a hit. Grows by
/// doubling.
public final class CallSet {
  private static final int FIRST = 1 << 12;
  private static final int MOST = 1 << 28;

  private int[] slots = new int[FIRST];
  private final List<Call> calls = new ArrayList<>();

  /// @return whether the call was new
  public boolean add(Call call) {
    int mask = slots.length - 1;
    int at = (int) call.identity() & mask;
    while (slots[at] != 0) {
      if (calls.get(slots[at] - 1).isSameAs(call)) {
        return false;
      }
      at = (at + 1) & mask;
    }
    calls.add(call);
    slots[at] = calls.size();
    if (calls.size() * 2 > slots.length) {
      grow();
    }
    return true;
  }

  /// Forgets what was added after the first so many: their file was not kept after all.
  public void rewind(int size) {
    int mask = slots.length - 1;
    while (calls.size() > size) {
      int at = (int) calls.getLast().identity() & mask;
      while (slots[at] != calls.size()) {
        at = (at + 1) & mask;
      }
      // the newest is never passed over on the way to an older one
      slots[at] = 0;
      calls.removeLast();
    }
  }

  public List<Call> calls() {
    return calls;
  }

  private void grow() {
    if (slots.length >= MOST) {
      throw new IllegalStateException("too many calls in one period");
    }
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int i = 0; i < calls.size(); i++) {
      int at = (int) calls.get(i).identity() & mask;
      while (larger[at] != 0) {
        at = (at + 1) & mask;
      }
      larger[at] = i + 1;
    }
    slots = larger;
  }
}
