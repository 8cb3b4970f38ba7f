package org.wasl.post.managing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Receptacles of one type that each post has of the other: what arrived filled, less what came
/// back empty, by what the offices of destination scanned.
///
/// @param oursSent ours that arrived filled at the other post
/// @param oursBack that came back empty
/// @param theirsCame theirs that arrived filled at us
/// @param theirsBack that arrived back empty at the other post
public record BagBalance(
    String type, long oursSent, long oursBack, long theirsCame, long theirsBack) {

  /// How many of ours the other post has.
  public long oursThere() {
    return oursSent - oursBack;
  }

  /// How many of theirs we have.
  public long theirsHere() {
    return theirsCame - theirsBack;
  }

  /// @param out receptacles of dispatches that left us
  /// @param in of those that came
  /// @return in the order of the types
  public static List<BagBalance> of(List<Bags> out, List<Bags> in) {
    Map<String, Bags> left = byType(out);
    Map<String, Bags> came = byType(in);
    Map<String, Bags> all = new TreeMap<>(left);
    all.putAll(came);
    List<BagBalance> balances = new ArrayList<>();
    for (String each : all.keySet()) {
      Bags none = new Bags(each, 0, 0);
      Bags ours = Optional.ofNullable(left.get(each)).orElse(none);
      Bags theirs = Optional.ofNullable(came.get(each)).orElse(none);
      balances.add(
          new BagBalance(each, ours.filled(), theirs.returned(), theirs.filled(), ours.returned()));
    }
    return balances;
  }

  private static Map<String, Bags> byType(List<Bags> bags) {
    Map<String, Bags> all = new TreeMap<>();
    bags.forEach(each -> all.merge(each.type(), each, Bags::plus));
    return all;
  }
}
