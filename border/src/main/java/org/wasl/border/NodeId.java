package org.wasl.border;

import java.util.regex.Pattern;

/// The name of a node, like a DNS name: `node.sy.wasl`. Lower case, 1 to 63 characters, no spaces
/// and no `+`, so that it can stand in a signed note's key name (C2SP `signed-note`).
public record NodeId(String value) implements Comparable<NodeId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  public NodeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a node name: " + value);
    }
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
