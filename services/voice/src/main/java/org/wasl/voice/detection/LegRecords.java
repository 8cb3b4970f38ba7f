package org.wasl.voice.detection;

import java.util.List;
import org.wasl.voice.Leg;

/// The records of our own elements.
@FunctionalInterface
public interface LegRecords {

  /// In the order of time.
  ///
  /// @param from first second of seizure, `to` the first after it
  List<Leg> between(long from, long to);

  /// Those of gateways alone, of which there are fewer by far.
  default List<Leg> gatewayBetween(long from, long to) {
    return between(from, to).stream().filter(leg -> leg.point().isGateway()).toList();
  }

  /// Records that are in memory.
  ///
  /// @param legs in the order of time
  static LegRecords of(List<Leg> legs) {
    return (from, to) ->
        legs.stream().filter(leg -> leg.seizure() >= from && leg.seizure() < to).toList();
  }
}
