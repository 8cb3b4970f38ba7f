package org.wasl.post.edi.checking;

import java.util.EnumMap;
import java.util.Map;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.Severity;

/// What was granted to a partner whose messages have habits: how much a fault weighs from them.
///
/// @param granted in place of what the fault weighs for others; what makes the rest unreadable
///   cannot be granted
public record Strictness(Map<EdiFault, Severity> granted) {
  /// Nothing was granted.
  public static final Strictness FULL = new Strictness(Map.of());

  public Strictness {
    granted = Map.copyOf(granted);
    if (granted.keySet().stream().anyMatch(each -> each.severity() == Severity.FATAL)
        || granted.containsValue(Severity.FATAL)) {
      throw new IllegalArgumentException("what cannot be read cannot be granted");
    }
  }

  Map<EdiFault, Severity> all() {
    Map<EdiFault, Severity> all = new EnumMap<>(EdiFault.class);
    for (EdiFault fault : EdiFault.values()) {
      all.put(fault, granted.getOrDefault(fault, fault.severity()));
    }
    return all;
  }
}
