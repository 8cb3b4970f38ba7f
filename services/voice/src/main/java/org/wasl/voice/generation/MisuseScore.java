package org.wasl.voice.generation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.Confirmation;
import org.wasl.voice.detection.Rule;
import org.wasl.voice.detection.Sign;

/// How well the detectors of one side did against the truth, rule by rule. Never accuracy.
///
/// @param planted subjects that misuse
/// @param found of these
/// @param wrong subjects raised that do not
/// @param honest of the wrong, planted look-alikes
/// @param secondsToFind median from the subject's first record to the sign, -1 when none
public record MisuseScore(
    Rule rule, int planted, int found, int wrong, int honest, long secondsToFind) {

  /// @param legs of the receiving side, from which the signs came
  public static Map<Rule, MisuseScore> of(
      Truth truth, List<Confirmation> confirmations, List<Leg> legs) {
    Map<Rule, MisuseScore> scores = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      Set<String> planted = planted(truth, rule);
      if (rule != Rule.BYPASS) {
        scores.put(rule, score(rule, planted, honest(truth), confirmations, legs));
      }
    }
    return scores;
  }

  private static Set<String> planted(Truth truth, Rule rule) {
    return switch (rule) {
      case BYPASS -> Set.of();
      case SIM_BOX -> {
        Set<String> sims = new TreeSet<>();
        truth.sims().forEach(sim -> sims.add(Long.toString(sim)));
        yield sims;
      }
      case WANGIRI -> of(truth, Misuse.WANGIRI);
      case PREMIUM -> of(truth, Misuse.PREMIUM_RANGES);
      case ROBOCALLS -> of(truth, Misuse.ROBOCALLS);
      case FALSE_ANSWER -> of(truth, Misuse.FALSE_ANSWER);
      case PUMPING -> of(truth, Misuse.PUMPING);
      case UNALLOCATED -> of(truth, Misuse.UNALLOCATED);
    };
  }

  private static Set<String> of(Truth truth, Misuse misuse) {
    return new TreeSet<>(truth.subjects().getOrDefault(misuse, List.of()));
  }

  private static Set<String> honest(Truth truth) {
    Set<String> honest = new HashSet<>();
    truth
        .subjects()
        .forEach((misuse, all) -> {
          if (misuse.isHonest()) {
            honest.addAll(all);
          }
        });
    return honest;
  }

  private static MisuseScore score(
      Rule rule,
      Set<String> planted,
      Set<String> honest,
      List<Confirmation> confirmations,
      List<Leg> legs) {
    Map<String, Sign> first = new TreeMap<>();
    confirmations.stream()
        .filter(each -> each.holds() && each.sign().rule() == rule)
        .map(Confirmation::sign)
        .sorted(Comparator.comparingLong(Sign::at))
        .forEach(sign -> first.putIfAbsent(sign.subject(), sign));
    Set<String> found = new TreeSet<>();
    int wrong = 0;
    int look = 0;
    for (String subject : first.keySet()) {
      Set<String> hit = hit(rule, subject, planted);
      found.addAll(hit);
      wrong += hit.isEmpty() ? 1 : 0;
      look += hit.isEmpty() && honest.contains(subject) ? 1 : 0;
    }
    return new MisuseScore(
        rule, planted.size(), found.size(), wrong, look, median(rule, first, planted, legs));
  }

  /// A range may be planted by fewer digits than it is signalled with.
  private static Set<String> hit(Rule rule, String subject, Set<String> planted) {
    Set<String> hit = new HashSet<>();
    for (String each : planted) {
      boolean same = each.equals(subject);
      if (same || rule == Rule.UNALLOCATED && subject.startsWith(each)) {
        hit.add(each);
      }
    }
    return hit;
  }

  private static long median(
      Rule rule, Map<String, Sign> first, Set<String> planted, List<Leg> legs) {
    Map<String, Long> began = new TreeMap<>();
    for (Leg leg : legs) {
      String from = Long.toString(leg.from());
      String key =
          switch (rule) {
            case FALSE_ANSWER -> leg.element();
            case PUMPING -> Long.toString(leg.to() / 100);
            case UNALLOCATED -> Long.toString(leg.to()).substring(0, 6);
            case BYPASS, SIM_BOX, WANGIRI, PREMIUM, ROBOCALLS -> from;
          };
      if (first.containsKey(key)) {
        began.merge(key, leg.seizure(), Math::min);
      }
    }
    long[] times =
        first.values().stream()
            .filter(sign -> !hit(rule, sign.subject(), planted).isEmpty())
            .mapToLong(sign -> sign.at() - began.getOrDefault(sign.subject(), sign.at()))
            .sorted()
            .toArray();
    return times.length == 0 ? -1 : times[times.length / 2];
  }
}
