package org.wasl.post.rating;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a dispatch counts for: items, grams and started kilograms of each charge. What is accounted
/// besides mail is counted last.
///
/// Mutable while it is counted; confined to whoever counts.
public final class MailCount {
  /// Names of the quantities in the order of [#quantities()].
  public static final List<String> MEASURES =
      List.of(
          "pItems",
          "pGrams",
          "gItems",
          "gGrams",
          "eItems",
          "eGrams",
          "parcels",
          "parcelGrams",
          "ems",
          "emsGrams",
          "emsStartedKg",
          "registered",
          "insured",
          "tracked",
          "noS10",
          "indemnities");

  private static final int GRAMS_OF_KG = 1_000;

  private final long[] items = new long[Charge.values().length];
  private final long[] grams = new long[Charge.values().length];
  private final long[] startedKg = new long[Charge.values().length];

  /// One item; its weight is added apart where it is not known by itself.
  void item(Charge charge, long weight) {
    items[charge.ordinal()]++;
    grams[charge.ordinal()] += weight;
    startedKg[charge.ordinal()] += Math.max(1, Math.ceilDiv(weight, GRAMS_OF_KG));
  }

  /// Items that are counted and weighed together.
  void bulk(Charge charge, long many, long weight) {
    items[charge.ordinal()] += many;
    weight(charge, weight);
  }

  void weight(Charge charge, long weight) {
    grams[charge.ordinal()] = Math.addExact(grams[charge.ordinal()], weight);
  }

  void supplement(Charge charge, long many) {
    items[charge.ordinal()] += many;
  }

  void add(MailCount other) {
    for (int i = 0; i < items.length; i++) {
      items[i] += other.items[i];
      grams[i] += other.grams[i];
      startedKg[i] += other.startedKg[i];
    }
  }

  public long items(Charge charge) {
    return items[charge.ordinal()];
  }

  public long grams(Charge charge) {
    return grams[charge.ordinal()];
  }

  /// How many of a unit.
  ///
  /// @return grams for [RateRow.Unit#KG]
  public long of(Charge charge, RateRow.Unit unit) {
    return switch (unit) {
      case ITEM -> items[charge.ordinal()];
      case KG -> grams[charge.ordinal()];
      case STARTED_KG -> startedKg[charge.ordinal()];
    };
  }

  /// In the order of [#MEASURES].
  public List<Long> quantities() {
    List<Long> all = new ArrayList<>(MEASURES.size());
    for (Charge each : Charge.values()) {
      all.add(items(each));
      if (!each.isSupplement()) {
        all.add(grams(each));
      }
      if (each == Charge.EMS) {
        all.add(startedKg[each.ordinal()]);
      }
    }
    all.add(0L);
    return all;
  }

  /// So many indemnities and no mail, in the order of [#MEASURES].
  public static List<Long> ofIndemnities(long many) {
    List<Long> all = new ArrayList<>(Collections.nCopies(MEASURES.size() - 1, 0L));
    all.add(many);
    return all;
  }

  /// The grams among quantities in the order of [#MEASURES].
  public static long grams(List<Long> quantities) {
    long sum = 0;
    for (int i = 0; i < MEASURES.size(); i++) {
      if (MEASURES.get(i).endsWith("Grams")) {
        sum = Math.addExact(sum, quantities.get(i));
      }
    }
    return sum;
  }
}
