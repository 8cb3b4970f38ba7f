package org.wasl.border.keeping;

import org.wasl.border.Lane;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;

/// Which epoch of a lane is the present one; 1 until a lane was reopened.
public final class Epochs {
  private Epochs() {}

  /// The origin of the present epoch of a lane in one direction.
  public static Origin origin(LinkStore link, NodeId from, NodeId to, Lane lane) {
    int epoch =
        link.value("epoch/" + from + "/" + to + "/" + lane).map(Integer::parseInt).orElse(1);
    return new Origin(from, to, lane, epoch);
  }
}
