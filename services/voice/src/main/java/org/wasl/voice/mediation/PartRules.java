package org.wasl.voice.mediation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.wasl.terms.Validity;

/// How the switches of a party write long calls, and how long their parts are waited for. Dated.
public record PartRules(List<Rule> rules) {
  /// @param firstNumber the number of a call's first part: 1 by 3GPP TS 32.298, 0 in some switches
  /// @param waitDays how long after the loading of its file a part is waited for, before it counts
  ///   as incomplete; what completes it later is taken all the same
  /// @param holeSeconds the most seconds between parts that bear no number, before a part counts as
  ///   missing
  public record Rule(Validity validity, int firstNumber, int waitDays, int holeSeconds) {
    public Rule {
      if (firstNumber < 0 || firstNumber > 1 || waitDays < 1 || waitDays > 400) {
        throw new IllegalArgumentException("a first number of 0 or 1, and 1 to 400 days");
      }
      if (holeSeconds < 0 || holeSeconds > 600) {
        throw new IllegalArgumentException("a hole of 0 to 600 seconds");
      }
    }

    /// Until when the parts of a file are waited for.
    public Instant until(Instant loadedAt) {
      return loadedAt.plus(Duration.ofDays(waitDays));
    }
  }

  public PartRules {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("there is no rule");
    }
  }

  /// As the standard numbers parts, for records that are read outside a node.
  public static final PartRules STANDARD =
      new PartRules(List.of(new Rule(Validity.ALWAYS, 1, 45, 2)));

  /// The rule at a moment; before the first one, the first.
  public Rule at(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return rules.stream()
        .filter(rule -> rule.validity().holdsOn(day))
        .findFirst()
        .orElse(rules.getFirst());
  }
}
