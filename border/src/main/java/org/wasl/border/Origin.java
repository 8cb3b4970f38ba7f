package org.wasl.border;

import java.util.Comparator;

/// The first line of a checkpoint (C2SP `tlog-checkpoint`): which log this is. Written
/// `wasl/<from>/<to>/<lane>/<epoch>`.
///
/// @param from the node that writes the log
/// @param to the node that mirrors it
/// @param lane the lane
/// @param epoch 1 at first; a reopened lane counts up
public record Origin(NodeId from, NodeId to, Lane lane, int epoch) implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::from)
          .thenComparing(Origin::to)
          .thenComparing(Origin::lane)
          .thenComparingInt(Origin::epoch);

  public Origin {
    if (epoch < 1 || epoch > 999_999) {
      throw new IllegalArgumentException("not an epoch: " + epoch);
    }
  }

  public String text() {
    return "wasl/" + from + "/" + to + "/" + lane + "/" + epoch;
  }

  /// @throws IllegalArgumentException when the line is not an origin of Wasl
  public static Origin parse(String line) {
    String[] parts = line.split("/", -1);
    if (parts.length != 5 || !parts[0].equals("wasl") || !parts[4].matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("not an origin line: " + line);
    }
    return new Origin(
        new NodeId(parts[1]), new NodeId(parts[2]), new Lane(parts[3]), Integer.parseInt(parts[4]));
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
