package org.wasl.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.BypassSetting;
import org.wasl.voice.detection.LegBatch;
import org.wasl.voice.detection.NumberKinds;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.detection.Watch;

/// Records a second through all one-sided detectors on one thread, over millions of numbers drawn
/// at random, so that every record misses the caches as it would at national scale. Making the
/// records is timed apart and subtracted; times are processor time of the one thread. Arguments:
/// millions of numbers, millions of records.
public final class DetectionBench {
  private static final int SPARE = 100_000;
  private static final long COUNTRY = 888_500_000_000L;

  private DetectionBench() {}

  public static void main(String[] arguments) {
    int numbers = millions(arguments, 0, 20);
    int records = millions(arguments, 1, 40);
    for (int round = 1; round <= 3; round++) {
      long empty = cpu();
      long sum = run(null, numbers, records);
      long making = cpu() - empty;
      long before = used();
      Watch watch = watch(numbers);
      long taken = used() - before;
      long start = cpu();
      sum ^= run(watch, numbers, records);
      long all = cpu() - start;
      System.out.printf(
          "round %d: %.1f million records/s (with making them %.1f), %d numbers, %.1f bytes a"
              + " number that finds room, %d unwatched (%d)%n",
          round,
          records * 1e3 / Math.max(1, all - making),
          records * 1e3 / all,
          watch.numbers(),
          taken / (double) (numbers + SPARE),
          watch.unwatched(),
          sum & 1);
    }
  }

  /// Processor time of this thread: others may be using the machine.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static int millions(String[] arguments, int at, int otherwise) {
    return (arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise) * 1_000_000;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// Half outgoing and nearly half incoming mobile records, one of twenty at a gateway.
  private static long run(
      @org.jspecify.annotations.Nullable Watch watch, int numbers, int records) {
    SplittableRandom random = new SplittableRandom(1);
    LegBatch batch = new LegBatch();
    int mobile = batch.element("mobile-1");
    int gateway = batch.element("gateway-1");
    long sum = 0;
    long time = 1_757_289_600L;
    for (int i = 0; i < records; i++) {
      long bits = random.nextLong();
      long one = COUNTRY + (bits >>> 33) * numbers / (1L << 31);
      long other = COUNTRY + (bits & 0x7FFFFFFF) * numbers / (1L << 31);
      time += (i & 0x3FF) == 0 ? 1 : 0;
      boolean answered = (bits & 3) != 0;
      int seconds = answered ? 10 + (int) (bits >>> 8 & 0xFF) : 0;
      int kind = (int) (bits >>> 40 & 0x3F);
      if (kind >= 4) {
        Leg.Point point = (kind & 1) == 0 ? Leg.Point.MOBILE_OUT : Leg.Point.MOBILE_IN;
        batch.add(point, mobile, one, other, time, 8, seconds, answered, (int) (bits & 0xFFF));
      } else if (kind >= 2) {
        batch.add(
            Leg.Point.GATEWAY_IN,
            gateway,
            299_000_000_000L + (bits & 0xFFFF),
            other,
            time,
            8,
            seconds,
            answered,
            0);
      } else {
        batch.add(
            Leg.Point.GATEWAY_OUT, gateway, one, 299_000_000_000L, time, 8, seconds, answered, 0);
      }
      if (batch.isFull()) {
        sum += bits;
        if (watch != null) {
          watch.take(batch);
        }
        batch.clear();
      }
    }
    return sum;
  }

  private static Watch watch(int numbers) {
    Sourced madeUp = new Sourced("made up", Sourced.Confidence.EXAMPLE);
    PlanEntry entry =
        new PlanEntry(
            Resource.E164_NDC,
            new CodeRange("50", "59"),
            9,
            9,
            PlanEntry.Usage.MOBILE,
            Optional.empty(),
            PlanEntry.Status.IN_SERVICE,
            Optional.empty(),
            Span.ALWAYS,
            Optional.empty(),
            new Citation("made up", "1", Sourced.Confidence.EXAMPLE),
            "");
    NationalPlan plan = new NationalPlan(new PartyId("bb"), "888", "0", "00", List.of(entry));
    Profile profile =
        new Profile(
            1,
            Validity.ALWAYS,
            madeUp,
            true,
            50,
            List.of("bb-in-"),
            List.of("bb-out-"),
            new BypassSetting(3, 2, 30, 8, 2),
            List.of("979"),
            new Profile.SimBox(15, 10, 80, 2, 45),
            new Profile.OneRing(200, 200, 5, 95, 3),
            new Profile.Robocalls(150, 20, 80, 30),
            15,
            new Profile.FalseAnswer(200, 90, 40, 40),
            new Profile.Pumping(1_500, 80),
            10);
    NumberKinds kinds = new NumberKinds(plan, LocalDate.of(2026, 9, 8), profile.premium());
    return new Watch(profile, kinds, numbers + SPARE, _ -> {});
  }
}
