package org.wasl.post.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was done with the messages of an interchange, by words that people read, in Arabic and in
/// English. It names no people.
final class EdiReport {
  private static final int NOTES = 50;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  void count(String what, int many) {
    counts.merge(what, many, Integer::sum);
  }

  void note(String what) {
    if (notes.size() < NOTES) {
      notes.add(what);
    }
  }

  void note(String ar, String en) {
    note(ar + "\n" + en);
  }

  /// The same is said of many facts, and stands in the report once.
  void noteOnce(String ar, String en) {
    if (!notes.contains(ar + "\n" + en)) {
      note(ar, en);
    }
  }

  String text() {
    StringBuilder out = new StringBuilder();
    counts.forEach((what, many) -> out.append(what).append(": ").append(many).append('\n'));
    notes.forEach(each -> out.append(each).append('\n'));
    return out.toString();
  }
}
