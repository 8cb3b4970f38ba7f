package org.wasl.voice.exchange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.voice.Call;
import org.wasl.voice.mediation.CallSet;

/// The calls of this side that are in memory, file by file.
final class LoadedCalls implements Iterable<Call> {
  private final CallSet known = new CallSet();
  private final Map<String, List<Call>> files = new LinkedHashMap<>();

  CallSet known() {
    return known;
  }

  void restore(String sha256, List<Call> calls) {
    calls.forEach(known::add);
    files.put(sha256, calls);
  }

  void loaded(String sha256, List<Call> calls) {
    files.put(sha256, calls);
  }

  Map<String, List<Call>> files() {
    return files;
  }

  @Override
  public Iterator<Call> iterator() {
    List<Call> all = new ArrayList<>();
    files.values().forEach(all::addAll);
    return all.iterator();
  }
}
