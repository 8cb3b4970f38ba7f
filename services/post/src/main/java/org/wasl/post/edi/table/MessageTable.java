package org.wasl.post.edi.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The definition of a message: its segments and groups in order, each mandatory or not and
/// repeated so often. Nodes are numbered from the beginning to the end; a group stands before its
/// segments, of which the first is its trigger.
public final class MessageTable {
  private final String name;
  private final List<Node> nodes;
  private final Map<Integer, List<Check>> checks;

  /// A segment or a group in its place.
  ///
  /// @param item tag of a segment or name of a group
  /// @param parent number of the group that it is in; -1 outside of groups
  /// @param end number of the first node behind it and all in it
  public record Node(
      String item, boolean isGroup, boolean isMandatory, int repeat, int parent, int end) {}

  MessageTable(String name, List<Node> nodes, Map<Integer, List<Check>> checks) {
    this.name = name;
    this.nodes = List.copyOf(nodes);
    this.checks = Map.copyOf(checks);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.isGroup() && (node.end() < i + 2 || nodes.get(i + 1).isGroup())) {
        throw new IllegalArgumentException(node.item() + " does not begin with a segment");
      }
    }
    if (nodes.size() < 2
        || !nodes.getFirst().item().equals("UNH")
        || !nodes.getLast().item().equals("UNT")) {
      throw new IllegalArgumentException("a message begins with UNH and ends with UNT");
    }
  }

  /// The name of the table, in most cases the type of the message.
  public String name() {
    return name;
  }

  public List<Node> nodes() {
    return nodes;
  }

  /// The checks of segments with a tag.
  public List<Check> checks(int packedTag) {
    return checks.getOrDefault(packedTag, List.of());
  }

  /// The tags of all segments, once each.
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (Node node : nodes) {
      if (!node.isGroup() && !tags.contains(node.item())) {
        tags.add(node.item());
      }
    }
    return tags;
  }
}
