package org.wasl.voice.mediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Parts of long calls in memory: of files that are read one after the other.
public final class PartBook implements KeptParts {
  private final Map<CallPart.Place, KeptPart> parts = new LinkedHashMap<>();

  /// @return what undoes it
  public Runnable take(PartChanges changes) {
    Map<CallPart.Place, KeptPart> before = new LinkedHashMap<>();
    List<CallPart.Place> fresh = new ArrayList<>();
    for (KeptPart each : changes.changed()) {
      KeptPart old = parts.put(each.part().place(), each);
      if (old == null) {
        throw new IllegalStateException("a part that is not kept is changed");
      }
      before.put(each.part().place(), old);
    }
    for (KeptPart each : changes.added()) {
      parts.put(each.part().place(), each);
      fresh.add(each.part().place());
    }
    return () -> {
      fresh.forEach(parts::remove);
      parts.putAll(before);
    };
  }

  public Collection<KeptPart> all() {
    return parts.values();
  }

  @Override
  public List<KeptPart> partsOf(Collection<String> calls) {
    Set<String> sought = Set.copyOf(calls);
    return parts.values().stream().filter(each -> sought.contains(each.part().call())).toList();
  }

  @Override
  public Set<String> unnumbered() {
    return parts.values().stream()
        .filter(each -> each.waits() && !each.part().isNumbered())
        .map(each -> each.part().call())
        .collect(Collectors.toSet());
  }

  @Override
  public int waiting() {
    return (int) parts.values().stream().filter(KeptPart::waits).count();
  }
}
