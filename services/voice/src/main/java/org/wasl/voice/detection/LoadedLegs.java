package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;
import org.wasl.voice.quality.CauseMap;

/// The records of our own elements: the gateway's calls as mediation loaded them, and what the
/// mobile networks deliver beside it. A loaded call has no cell or device, and ringing, delay and
/// cause as far as its format records them. Where a network delivers records of a trunk group too,
/// these are richer and stand for the loaded calls of their day.
///
/// @param calls of the gateway
/// @param delivered by the networks
/// @param causes what SIP statuses stand for
/// @param profile how trunk groups of each direction are named
/// @param home the country code of our numbers
public record LoadedLegs(
    CallRecords calls, LegRecords delivered, CauseMap causes, Profile profile, String home)
    implements LegRecords {
  private static final int DAY = 86_400;

  /// A trunk group and a day of UTC.
  public record TrunkDay(String trunk, long day) {
    public static TrunkDay of(Leg leg) {
      return new TrunkDay(leg.element(), Math.floorDiv(leg.seizure(), (long) DAY));
    }
  }

  @Override
  public List<Leg> between(long from, long to) {
    return with(once(delivered.between(from, to)), from, to);
  }

  @Override
  public List<Leg> gatewayBetween(long from, long to) {
    return with(new ArrayList<>(delivered.gatewayBetween(from, to)), from, to);
  }

  /// With the loaded calls of which nothing richer is there.
  private List<Leg> with(List<Leg> legs, long from, long to) {
    Set<TrunkDay> richer = new HashSet<>();
    long first = from - Math.floorMod(from, (long) DAY);
    long last = to - Math.floorMod(to, (long) DAY) + DAY;
    for (Leg leg : delivered.gatewayBetween(first, last)) {
      richer.add(TrunkDay.of(leg));
    }
    // a call that is answered later may be seized before
    for (Call call : calls.between(from, to + Signalling.MAX_RINGING)) {
      leg(call)
          .filter(leg -> leg.seizure() >= from && leg.seizure() < to)
          .filter(leg -> !richer.contains(TrunkDay.of(leg)))
          .ifPresent(legs::add);
    }
    legs.sort(Leg.ORDER);
    return legs;
  }

  /// A record of a subscriber, wherever it stands.
  public record Same(
      Leg.Point point, String element, long from, long to, long seizure, int seconds) {
    public static Same of(Leg leg) {
      return new Same(
          leg.point(), leg.element(), leg.from(), leg.to(), leg.seizure(), leg.seconds());
    }
  }

  /// A switch's file may come twice under two names, and with it the subscribers' records.
  private static List<Leg> once(List<Leg> all) {
    List<Leg> legs = new ArrayList<>(all);
    legs.sort(Leg.ORDER);
    Set<Same> known = new HashSet<>();
    List<Leg> once = new ArrayList<>();
    for (Leg leg : legs) {
      if (leg.point().isGateway() || known.add(Same.of(leg))) {
        once.add(leg);
      }
    }
    return once;
  }

  private static long seizure(Call call) {
    return call.answered() ? call.time() - Math.max(0, call.signalling().ringing()) : call.time();
  }

  private int cause(Signalling signalling) {
    return signalling.q850() > 0 ? signalling.q850() : causes.ofSip(signalling.sip()).orElse(0);
  }

  /// The leg of the gateway that a loaded call is; none without a trunk group.
  public Optional<Leg> leg(Call call) {
    if (call.trunk().isEmpty()) {
      return Optional.empty();
    }
    Signalling signalling = call.signalling();
    return Optional.of(
        new Leg(
            point(call),
            call.trunk(),
            call.from(),
            call.to(),
            seizure(call),
            signalling.ringing(),
            call.seconds(),
            call.answered(),
            cause(signalling),
            signalling.delay(),
            0,
            0,
            call.line()));
  }

  /// By the record, else by its trunk group, else by who is called. A withheld caller says nothing:
  /// whoever calls abroad by us is ours, unless the number says otherwise.
  private Leg.Point point(Call call) {
    boolean outgoing = profile.isOutgoing(call.trunk());
    boolean incoming = profile.isIncoming(call.trunk());
    return switch (call.signalling().direction()) {
      case OUTGOING -> Leg.Point.GATEWAY_OUT;
      case INCOMING -> Leg.Point.GATEWAY_IN;
      case UNRECORDED ->
          outgoing != incoming
              ? outgoing ? Leg.Point.GATEWAY_OUT : Leg.Point.GATEWAY_IN
              : byNumbers(call);
    };
  }

  private Leg.Point byNumbers(Call call) {
    boolean ours = call.from() == 0 || isHome(call.from());
    return ours && !isHome(call.to()) ? Leg.Point.GATEWAY_OUT : Leg.Point.GATEWAY_IN;
  }

  private boolean isHome(long number) {
    return Long.toString(number).startsWith(home);
  }
}
