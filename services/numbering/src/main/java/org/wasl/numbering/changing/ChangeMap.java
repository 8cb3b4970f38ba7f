package org.wasl.numbering.changing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.numbering.CodeRange;

/// The rules of a number change, ready to be applied: of nested codes the longest wins. A code that
/// the table maps to two places is kept as a contradiction, so that its numbers stay unresolved
/// instead of falling to a shorter code.
public final class ChangeMap {
  public static final int MAX_RULES = 20_000;

  /// What became of a number.
  public sealed interface Result {
    record Converted(String national, ChangeRule rule) implements Result {}

    /// No rule covers it, or the rule is not in force yet.
    record Unchanged() implements Result {}

    record Unresolved(Contradiction contradiction) implements Result {}
  }

  /// Rules of which at most one can be right.
  public record Contradiction(CodeRange before, List<ChangeRule> rules) {
    public Contradiction {
      rules = List.copyOf(rules);
    }
  }

  private final TreeMap<Integer, List<ChangeRule>> byDigits =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<Integer, Long> widestByDigits = new HashMap<>();
  private final List<Contradiction> contradictions = new ArrayList<>();

  public ChangeMap(List<ChangeRule> rules) {
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException("more than " + MAX_RULES + " rules");
    }
    for (ChangeRule rule : new LinkedHashSet<>(rules)) {
      int digits = rule.before().length();
      byDigits.computeIfAbsent(digits, _ -> new ArrayList<>()).add(rule);
      widestByDigits.merge(digits, rule.before().size(), Math::max);
    }
    byDigits.values().forEach(each -> each.sort(Comparator.comparing(ChangeRule::before)));
    findContradictions();
  }

  /// The pairs of rules of one old length that share a code and say different things of it.
  public List<Contradiction> contradictions() {
    return List.copyOf(contradictions);
  }

  public Result convert(String national, LocalDate day) {
    for (List<ChangeRule> rules : byDigits.values()) {
      List<ChangeRule> covering = covering(rules, national);
      if (!covering.isEmpty()) {
        return result(covering, national, day);
      }
    }
    return new Result.Unchanged();
  }

  private static Result result(List<ChangeRule> covering, String national, LocalDate day) {
    List<ChangeRule> inForce = covering.stream().filter(rule -> rule.inForceOn(day)).toList();
    if (inForce.isEmpty()) {
      return new Result.Unchanged();
    }
    Map<String, ChangeRule> targets = new HashMap<>();
    inForce.forEach(rule -> targets.putIfAbsent(rule.applied(national), rule));
    if (targets.size() > 1) {
      CodeRange before = inForce.getFirst().before();
      return new Result.Unresolved(new Contradiction(before, inForce));
    }
    Map.Entry<String, ChangeRule> only = targets.entrySet().iterator().next();
    return new Result.Converted(only.getKey(), only.getValue());
  }

  /// The rules of one code length that cover the number, looking back from its code as far as a
  /// range of this length reaches.
  private List<ChangeRule> covering(List<ChangeRule> rules, String national) {
    int digits = rules.getFirst().before().length();
    if (national.length() < digits) {
      return List.of();
    }
    String code = national.substring(0, digits);
    long widest = widestByDigits.getOrDefault(digits, 1L);
    long lowest = Long.parseLong(code) - widest + 1;
    List<ChangeRule> found = new ArrayList<>();
    for (int i = beginningAfter(rules, code) - 1; i >= 0; i--) {
      ChangeRule rule = rules.get(i);
      if (Long.parseLong(rule.before().first()) < lowest) {
        break;
      }
      if (rule.covers(national)) {
        found.add(rule);
      }
    }
    return found;
  }

  private static int beginningAfter(List<ChangeRule> rules, String code) {
    int low = 0;
    int high = rules.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rules.get(middle).before().first().compareTo(code) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void findContradictions() {
    for (List<ChangeRule> rules : byDigits.values()) {
      for (int i = 0; i < rules.size(); i++) {
        for (int j = i + 1; j < rules.size() && reaches(rules.get(i), rules.get(j)); j++) {
          contradiction(rules.get(i), rules.get(j)).ifPresent(contradictions::add);
        }
      }
    }
  }

  private static boolean reaches(ChangeRule one, ChangeRule next) {
    return next.before().first().compareTo(one.before().last()) <= 0;
  }

  private static Optional<Contradiction> contradiction(ChangeRule one, ChangeRule other) {
    boolean apart =
        one.digitsBefore().isPresent()
            && other.digitsBefore().isPresent()
            && one.digitsBefore().getAsInt() != other.digitsBefore().getAsInt();
    String shared = other.before().first();
    boolean same = one.applied(shared).equals(other.applied(shared));
    return apart || same
        ? Optional.empty()
        : Optional.of(new Contradiction(other.before(), List.of(one, other)));
  }
}
