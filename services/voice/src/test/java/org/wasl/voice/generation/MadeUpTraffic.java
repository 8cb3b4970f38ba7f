package org.wasl.voice.generation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.Sourced;

/// Traffic between the made-up countries with the codes 999 and 888.
public final class MadeUpTraffic {
  public static final NationalPlan CALLER =
      plan("aa", "999", entry("70", "72", PlanEntry.Status.IN_SERVICE));
  public static final NationalPlan CALLED =
      plan(
          "bb",
          "888",
          entry("50", "53", PlanEntry.Status.IN_SERVICE),
          entry("59", "59", PlanEntry.Status.RESERVED));

  private MadeUpTraffic() {}

  private static NationalPlan plan(String party, String code, PlanEntry... entries) {
    return new NationalPlan(new PartyId(party), code, "0", "00", List.of(entries));
  }

  private static PlanEntry entry(String first, String last, PlanEntry.Status status) {
    return new PlanEntry(
        Resource.E164_NDC,
        new CodeRange(first, last),
        9,
        9,
        PlanEntry.Usage.MOBILE,
        Optional.empty(),
        status,
        Optional.empty(),
        Span.ALWAYS,
        Optional.empty(),
        new Citation("made up", "1", Sourced.Confidence.EXAMPLE),
        "");
  }

  public static TrafficSetting setting(int bypassed, TrafficSetting.Imperfections how, long seed) {
    return new TrafficSetting(
        LocalDate.of(2026, 9, 8),
        2,
        ZoneId.of("UTC"),
        3_000,
        1_500,
        8_000,
        EnumSet.allOf(BoxStrategy.class),
        bypassed,
        bypassed,
        EnumSet.allOf(Misuse.class),
        Set.of("88213", "979"),
        how,
        seed);
  }

  public static TrafficWithTruth.Generated generate(TrafficSetting setting) {
    return new TrafficWithTruth(setting, CALLER, CALLED, Set.of(5, 6)).generate(Progress.NONE);
  }
}
