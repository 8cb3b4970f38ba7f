package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.voice.Leg;

/// Looks at the records behind signs, which the stream only counted: exact figures and a sample,
/// for the signalled subjects alone.
///
/// @param figures exact counts of the sign's window, by name
/// @param sample the first records, as evidence; at most [#MAX_SAMPLE]
/// @param holds whether the rule's thresholds hold in exact figures too
public record Confirmation(Sign sign, Map<String, Long> figures, List<Leg> sample, boolean holds) {
  public static final int MAX_SAMPLE = 40;

  private static final int MAX_SIGNS = 100_000;

  public Confirmation {
    figures = Map.copyOf(figures);
    sample = List.copyOf(sample);
  }

  /// @param legs the records that the signs came from, in any order
  public static List<Confirmation> of(List<Sign> signs, Profile profile, List<Leg> legs) {
    return of(signs, profile, legs, 0);
  }

  /// @param shift seconds by which the windows begin before the whole days and hours of UTC
  static List<Confirmation> of(List<Sign> signs, Profile profile, List<Leg> legs, long shift) {
    if (signs.size() > MAX_SIGNS) {
      throw new IllegalArgumentException("more than " + MAX_SIGNS + " signs at once");
    }
    if (signs.isEmpty()) {
      return List.of();
    }
    Map<String, List<Counting>> bySubject = new HashMap<>();
    List<Counting> all = new ArrayList<>();
    for (Sign sign : signs) {
      Counting counting = new Counting(sign, profile, shift);
      all.add(counting);
      bySubject.computeIfAbsent(sign.subject(), _ -> new ArrayList<>()).add(counting);
    }
    for (Leg leg : legs) {
      for (String subject : Sign.subjects(leg)) {
        bySubject.getOrDefault(subject, List.of()).forEach(each -> each.take(leg));
      }
    }
    return all.stream().map(Counting::finished).toList();
  }

  private static final class Counting {
    private final Sign sign;
    private final Profile profile;
    private final long shift;
    private final Set<Long> called = new HashSet<>();
    private final Set<Integer> cells = new HashSet<>();
    private final Set<Integer> devices = new HashSet<>();
    private final Map<Long, Long> missedAt = new HashMap<>();
    private final List<Leg> sample = new ArrayList<>();
    private final List<Leg> backs = new ArrayList<>();
    private long made;

    /// Calls of which the cell was recorded: the others say nothing of how many cells were used.
    private long located;

    private long received;
    private long answered;
    private long seconds;
    private long missed;
    private long rings;
    private long brief;
    private long atOnce;
    private long lengthy;

    Counting(Sign sign, Profile profile, long shift) {
      this.sign = sign;
      this.profile = profile;
      this.shift = shift;
    }

    void take(Leg leg) {
      boolean counts =
          switch (sign.rule()) {
            case BYPASS -> false;
            case SIM_BOX, ROBOCALLS -> national(leg);
            case WANGIRI -> oneRing(leg);
            case PREMIUM -> isOf(leg, Leg.Point.GATEWAY_OUT, 86_400) && calls(leg);
            case FALSE_ANSWER -> isOf(leg, Leg.Point.GATEWAY_OUT, 86_400);
            case PUMPING -> isOf(leg, Leg.Point.GATEWAY_IN, 3_600);
            case UNALLOCATED -> isOf(leg, Leg.Point.GATEWAY_IN, 86_400);
          };
      if (counts) {
        count(leg);
      }
    }

    private boolean calls(Leg leg) {
      return Long.toString(leg.from()).equals(sign.subject());
    }

    private boolean isOf(Leg leg, Leg.Point point, int window) {
      return leg.point() == point
          && (leg.seizure() + shift) / window == (sign.at() + shift) / window;
    }

    private boolean national(Leg leg) {
      if (isOf(leg, Leg.Point.MOBILE_IN, 86_400) && !calls(leg)) {
        received++;
      }
      return isOf(leg, Leg.Point.MOBILE_OUT, 86_400) && calls(leg);
    }

    private boolean oneRing(Leg leg) {
      if (leg.point() == Leg.Point.GATEWAY_OUT && !calls(leg)) {
        backs.add(leg);
      }
      return isOf(leg, Leg.Point.GATEWAY_IN, 3_600) && calls(leg);
    }

    private void count(Leg leg) {
      made++;
      called.add(leg.to());
      if (leg.cell() != 0) {
        located++;
        cells.add(leg.cell());
      }
      if (leg.device() != 0) {
        devices.add(leg.device());
      }
      if (leg.answered()) {
        answered++;
        seconds += leg.seconds();
        brief += leg.seconds() <= 10 ? 1 : 0;
        atOnce += leg.ringing() == 0 || leg.ringing() == 1 ? 1 : 0;
        lengthy += leg.seconds() >= 1_800 ? 1 : 0;
      } else {
        missed++;
        rings += profile.oneRing().isRing(leg.ringing()) ? 1 : 0;
        missedAt.putIfAbsent(leg.to(), leg.seizure());
      }
      if (sample.size() < MAX_SAMPLE) {
        sample.add(leg);
      }
    }

    /// Called numbers that called back after the ring.
    private long callBacks() {
      return backs.stream()
          .filter(leg -> missedAt.getOrDefault(leg.from(), Long.MAX_VALUE) < leg.seizure())
          .map(Leg::from)
          .distinct()
          .count();
    }

    Confirmation finished() {
      Map<String, Long> figures = new LinkedHashMap<>();
      figures.put("made", made);
      figures.put("received", received);
      figures.put("answered", answered);
      figures.put("seconds", seconds);
      figures.put("distinct", (long) called.size());
      figures.put("located", located);
      figures.put("cells", (long) cells.size());
      figures.put("devices", (long) devices.size());
      figures.put("missed", missed);
      figures.put("callBacks", callBacks());
      return new Confirmation(sign, figures, sample, holds());
    }

    private boolean holds() {
      return switch (sign.rule()) {
        case BYPASS -> true;
        case SIM_BOX ->
            made >= profile.simBox().calls()
                && received * profile.simBox().outToIn() <= made
                && called.size() * 100L >= made * profile.simBox().distinctPercent()
                && located >= profile.simBox().calls()
                && cells.size() <= profile.simBox().cells()
                && seconds >= profile.simBox().seconds() * answered;
        case ROBOCALLS ->
            made >= profile.robocalls().calls()
                && received * profile.robocalls().outToIn() <= made
                && called.size() * 100L >= made * profile.robocalls().distinctPercent()
                && seconds <= profile.robocalls().seconds() * answered;
        case WANGIRI ->
            made >= profile.oneRing().calls()
                && rings * 100 >= made * profile.oneRing().missedPercent()
                && called.size() >= profile.oneRing().distinct()
                && callBacks() >= profile.oneRing().callBacks();
        case PREMIUM -> made >= profile.premiumCalls();
        case FALSE_ANSWER ->
            made >= profile.falseAnswer().attempts()
                && answered * 100 >= made * profile.falseAnswer().answeredPercent()
                && brief * 100 >= answered * profile.falseAnswer().shortPercent()
                && atOnce * 100 >= answered * profile.falseAnswer().atOncePercent();
        case PUMPING ->
            seconds >= profile.pumping().minutes() * 60L
                && lengthy * 100 >= made * profile.pumping().longPercent();
        case UNALLOCATED -> made >= profile.unallocatedCalls();
      };
    }
  }
}
