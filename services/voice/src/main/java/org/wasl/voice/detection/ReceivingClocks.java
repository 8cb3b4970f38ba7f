package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.voice.Leg;
import org.wasl.voice.reconciliation.ClockLine;

/// The clocks of the receiving side's own elements, brought to that of one mobile network: each
/// call that came through the gateway stands in the gateway's and in the network's records with the
/// same two numbers, which the side knows in clear.
public final class ReceivingClocks {
  private static final int WINDOW = 660;
  private static final int ENOUGH = 8;
  private static final int LEAST_SAMPLES = 3;
  private static final int NEAR = 10;

  private final Map<String, ClockLine> lines = new HashMap<>();

  private record Numbers(long from, long to) {}

  private record Pair(String trunk, String network) {}

  private ReceivingClocks() {}

  public static ReceivingClocks of(List<Leg> gateway, List<Leg> mobile) {
    ReceivingClocks clocks = new ReceivingClocks();
    Map<Pair, List<ClockLine.Sample>> samples = samples(gateway, mobile);
    clocks.spread(samples);
    return clocks;
  }

  /// A record's answer time by the common clock; unchanged when nothing is known of its clock.
  public long time(Leg leg) {
    return lines.getOrDefault(leg.element(), ClockLine.EQUAL).corrected(leg.time());
  }

  public Map<String, ClockLine> lines() {
    return Map.copyOf(lines);
  }

  private static Map<Pair, List<ClockLine.Sample>> samples(List<Leg> gateway, List<Leg> mobile) {
    Map<Numbers, List<Leg>> arrivals = new HashMap<>();
    for (Leg leg : gateway) {
      if (leg.answered() && leg.point() == Leg.Point.GATEWAY_IN) {
        arrivals
            .computeIfAbsent(new Numbers(leg.from(), leg.to()), _ -> new ArrayList<>(1))
            .add(leg);
      }
    }
    Map<Pair, List<ClockLine.Sample>> samples = new HashMap<>();
    for (Leg leg : mobile) {
      List<Leg> same = arrivals.getOrDefault(new Numbers(leg.from(), leg.to()), List.of());
      for (Leg arrival : leg.answered() ? same : List.<Leg>of()) {
        long ahead = arrival.time() - leg.time();
        if (Math.abs(ahead) <= WINDOW && Math.abs(arrival.seconds() - leg.seconds()) <= 2) {
          samples
              .computeIfAbsent(new Pair(arrival.element(), leg.element()), _ -> new ArrayList<>())
              .add(new ClockLine.Sample(leg.time(), ahead));
        }
      }
    }
    samples.values().removeIf(each -> each.size() < ENOUGH && !agree(each));
    return samples;
  }

  /// Whether few samples tell the same: three quarters of them lie within seconds of the middle
  /// one.
  private static boolean agree(List<ClockLine.Sample> few) {
    double[] ahead = few.stream().mapToDouble(ClockLine.Sample::ahead).sorted().toArray();
    if (ahead.length < LEAST_SAMPLES) {
      return false;
    }
    double middle = ahead[ahead.length / 2];
    long near = Arrays.stream(ahead).filter(each -> Math.abs(each - middle) <= NEAR).count();
    return near * 4 >= ahead.length * 3L;
  }

  /// From the network with the most pairs to the trunks, from those to the other networks, and from
  /// all networks to the trunks that have too few pairs with the first.
  private void spread(Map<Pair, List<ClockLine.Sample>> samples) {
    Map<String, Integer> weight = new TreeMap<>();
    samples.forEach((pair, list) -> weight.merge(pair.network(), list.size(), Integer::sum));
    String base = heaviest(weight);
    samples.forEach((pair, list) -> {
      if (pair.network().equals(base)) {
        lines.put(pair.trunk(), ClockLine.fit(list));
      }
    });
    for (String network : weight.keySet()) {
      if (!network.equals(base)) {
        List<ClockLine.Sample> through = new ArrayList<>();
        samples.forEach((pair, list) -> {
          if (pair.network().equals(network) && lines.containsKey(pair.trunk())) {
            list.forEach(each -> through.add(networkAhead(pair.trunk(), each)));
          }
        });
        if (!through.isEmpty()) {
          lines.put(network, ClockLine.fit(through));
        }
      }
    }
    Map<String, List<ClockLine.Sample>> left = new TreeMap<>();
    samples.forEach((pair, list) -> {
      if (!lines.containsKey(pair.trunk()) && lines.containsKey(pair.network())) {
        list.forEach(each ->
            left.computeIfAbsent(pair.trunk(), _ -> new ArrayList<>())
                .add(trunkAhead(pair.network(), each)));
      }
    });
    left.forEach((trunk, list) -> lines.put(trunk, ClockLine.fit(list)));
  }

  private ClockLine.Sample trunkAhead(String network, ClockLine.Sample sample) {
    ClockLine line = lines.getOrDefault(network, ClockLine.EQUAL);
    long common = line.corrected(sample.at());
    return new ClockLine.Sample(common, sample.at() + sample.ahead() - common);
  }

  private ClockLine.Sample networkAhead(String trunk, ClockLine.Sample sample) {
    ClockLine line = lines.getOrDefault(trunk, ClockLine.EQUAL);
    long byTrunk = Math.round(sample.at() + sample.ahead());
    return new ClockLine.Sample(sample.at(), sample.at() - line.corrected(byTrunk));
  }

  private static String heaviest(Map<String, Integer> weight) {
    return weight.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
