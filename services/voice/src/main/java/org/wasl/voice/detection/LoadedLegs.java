package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;

/// The records of our own elements: the gateway's calls as mediation loaded them, and what the
/// mobile networks deliver beside it. A loaded call has no ringing, cause, cell or device. Where a
/// network delivers records of a trunk group too, these are richer and stand for the loaded calls
/// of their day.
///
/// @param calls of the gateway
/// @param delivered by the networks
/// @param home the country code of our numbers
public record LoadedLegs(CallRecords calls, LegRecords delivered, String home)
    implements LegRecords {
  private static final int DAY = 86_400;

  private record TrunkDay(String trunk, long day) {}

  @Override
  public List<Leg> between(long from, long to) {
    List<Leg> legs = new ArrayList<>(delivered.between(from, to));
    Set<TrunkDay> richer = new HashSet<>();
    for (Leg leg : legs) {
      if (leg.point() == Leg.Point.GATEWAY_IN || leg.point() == Leg.Point.GATEWAY_OUT) {
        richer.add(new TrunkDay(leg.element(), leg.seizure() / DAY));
      }
    }
    for (Call call : calls.between(from, to)) {
      if (!call.trunk().isEmpty()
          && !richer.contains(new TrunkDay(call.trunk(), call.time() / DAY))) {
        legs.add(leg(call));
      }
    }
    legs.sort(Comparator.comparingLong(Leg::seizure));
    return legs;
  }

  private Leg leg(Call call) {
    boolean out = isHome(call.from()) && !isHome(call.to());
    return new Leg(
        out ? Leg.Point.GATEWAY_OUT : Leg.Point.GATEWAY_IN,
        call.trunk(),
        call.from(),
        call.to(),
        call.time(),
        -1,
        call.seconds(),
        call.answered(),
        0,
        -1,
        0,
        0,
        call.line());
  }

  private boolean isHome(long number) {
    return Long.toString(number).startsWith(home);
  }
}
