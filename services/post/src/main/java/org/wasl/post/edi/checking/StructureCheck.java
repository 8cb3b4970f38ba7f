package org.wasl.post.edi.checking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.SegmentReader;
import org.wasl.post.edi.table.Check;
import org.wasl.post.edi.table.MessageTable;

/// Where each segment of a message stands in its definition. A segment belongs to the nearest place
/// at or behind the one before that is not full (ISO 9735, segments are identified by tag and
/// position).
final class StructureCheck {
  private static final int NONE = -1;

  private final MessageTable table;
  private final SegmentReader reader;
  private final Checking checking;
  private final int[] tags;
  private final int[] parents;
  private final int[] ends;
  private final int[] most;
  private final boolean[] mandatory;
  private final int[] counts;
  private final int[] totals;
  private final List<List<Check>> checks = new ArrayList<>();
  private int current;

  StructureCheck(MessageTable table, SegmentReader reader, Checking checking) {
    this.table = table;
    this.reader = reader;
    this.checking = checking;
    List<MessageTable.Node> nodes = table.nodes();
    int size = nodes.size();
    tags = new int[size];
    parents = new int[size];
    ends = new int[size];
    most = new int[size];
    mandatory = new boolean[size];
    counts = new int[size];
    totals = new int[size];
    for (int i = 0; i < size; i++) {
      MessageTable.Node node = nodes.get(i);
      tags[i] = SegmentReader.packed(node.isGroup() ? nodes.get(i + 1).item() : node.item());
      parents[i] = node.parent();
      ends[i] = node.end();
      most[i] = node.repeat();
      mandatory[i] = node.isMandatory();
      checks.add(table.checks(tags[i]));
    }
    again();
  }

  /// What segments in a place have to be beyond their formats.
  List<Check> checks(int node) {
    return node < 0 ? table.checks(reader.tag()) : checks.get(node);
  }

  MessageTable table() {
    return table;
  }

  /// Begins another message of the same definition, at UNH.
  StructureCheck again() {
    Arrays.fill(counts, 0);
    Arrays.fill(totals, 0);
    current = 0;
    counts[0] = 1;
    totals[0] = 1;
    return this;
  }

  /// How many segments with a tag came so far.
  int total(String tag) {
    int packed = SegmentReader.packed(tag);
    int sum = 0;
    for (int i = 0; i < tags.length; i++) {
      sum += tags[i] == packed && !isGroup(i) ? totals[i] : 0;
    }
    return sum;
  }

  private boolean isGroup(int node) {
    return ends[node] > node + 1;
  }

  /// Takes the segment read last.
  ///
  /// @return its node, or -1 when it has no place
  int step() {
    int tag = reader.tag();
    int found = find(tag, false);
    if (found == NONE) {
      found = find(tag, true);
      if (found == NONE) {
        unknown(tag);
        return NONE;
      }
      boolean group = isGroup(found);
      checking.add(
          group ? EdiFault.TOO_MANY_GROUPS : EdiFault.TOO_MANY_SEGMENTS,
          reader.place(),
          Integer.toString(most[found]),
          table.nodes().get(found).item());
    }
    reportSkipped(found);
    enter(found);
    return current;
  }

  private void unknown(int tag) {
    for (int each : tags) {
      if (each == tag) {
        checking.add(EdiFault.MISPLACED_SEGMENT, reader.place(), "", reader.tagText());
        return;
      }
    }
    checking.add(EdiFault.UNKNOWN_SEGMENT, reader.place(), "", reader.tagText());
  }

  private int find(int tag, boolean evenWhenFull) {
    int from = current;
    while (true) {
      int parent = parents[from];
      int end = parent == NONE ? tags.length : ends[parent];
      for (int i = from; i < end; i = ends[i]) {
        if (tags[i] == tag && (evenWhenFull || counts[i] < most[i])) {
          return i;
        }
      }
      if (parent == NONE) {
        return NONE;
      }
      from = parent;
    }
  }

  /// Mandatory places between the segment before and this one that nothing came for.
  private void reportSkipped(int found) {
    int from = current;
    int parent = parents[found];
    while (true) {
      boolean here = parents[from] == parent;
      int end = here ? found : parents[from] == NONE ? tags.length : ends[parents[from]];
      for (int i = ends[from]; i < end; i = ends[i]) {
        if (mandatory[i] && counts[i] == 0) {
          String tag = table.nodes().get(isGroup(i) ? i + 1 : i).item();
          checking.add(EdiFault.MISSING_SEGMENT, reader.place(), tag, reader.tagText());
        }
      }
      if (here) {
        return;
      }
      from = parents[from];
    }
  }

  private void enter(int found) {
    counts[found]++;
    totals[found]++;
    current = found;
    if (isGroup(found)) {
      Arrays.fill(counts, found + 1, ends[found], 0);
      current = found + 1;
      counts[current] = 1;
      totals[current]++;
    }
  }
}
