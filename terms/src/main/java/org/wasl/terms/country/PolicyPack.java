package org.wasl.terms.country;

import java.util.List;
import java.util.Optional;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.Refusal;

/// What a party's own law lets leave and enter its node, kind by kind; everything else is refused.
///
/// @param version counts up with each change
/// @param redressDays how soon a person who asks about data concerning them is answered
/// @param leaving what may be sent
/// @param entering what is accepted
public record PolicyPack(int version, int redressDays, List<Rule> leaving, List<Rule> entering) {

  /// One kind of message in one class.
  ///
  /// @param type the message type inside the service
  /// @param grounds the legal grounds that allow it; empty for the classes that need none
  public record Rule(
      String service, String type, DataClass dataClass, List<Ground> grounds, int retentionDays) {
    public Rule {
      grounds = List.copyOf(grounds);
      if (dataClass.needsLegalBasis() == grounds.isEmpty()) {
        throw new IllegalArgumentException(
            "a rule names grounds for personal and sensitive data and only there: "
                + service
                + "."
                + type);
      }
      if (retentionDays < 1 || retentionDays > 36_600) {
        throw new IllegalArgumentException("1 to 36,600 days of retention: " + retentionDays);
      }
    }
  }

  /// A legal ground that the law pack knows.
  ///
  /// @param consentNeeded whether the message must carry a consent reference
  public record Ground(String basis, String instrument, String purpose, boolean consentNeeded) {
    boolean covers(LegalGround ground) {
      return basis.equals(ground.basis())
          && instrument.equals(ground.instrument())
          && purpose.equals(ground.purpose())
          && (!consentNeeded || ground.consent().isPresent());
    }
  }

  public PolicyPack {
    leaving = List.copyOf(leaving);
    entering = List.copyOf(entering);
  }

  /// Whether a message may be sent; the reason when not.
  public Optional<Refusal> refusesToSend(
      String service, String type, DataClass dataClass, Optional<LegalGround> ground) {
    return refusal(leaving, service, type, dataClass, ground);
  }

  /// Whether a received message may be opened; the reason when not.
  public Optional<Refusal> refusesToAccept(
      String service, String type, DataClass dataClass, Optional<LegalGround> ground) {
    return refusal(entering, service, type, dataClass, ground);
  }

  private static Optional<Refusal> refusal(
      List<Rule> rules,
      String service,
      String type,
      DataClass dataClass,
      Optional<LegalGround> ground) {
    List<Rule> matching =
        rules.stream()
            .filter(rule -> rule.service().equals(service) && rule.type().equals(type))
            .filter(rule -> rule.dataClass() == dataClass)
            .toList();
    String what = service + "." + type + " (" + dataClass.word() + ")";
    if (matching.isEmpty()) {
      return Optional.of(
          Refusal.of(
              "policy.kind",
              "سياسة العقدة لا تسمح بهذه الرسالة: " + what,
              "the node's policy does not allow this message: " + what));
    }
    boolean covered =
        !dataClass.needsLegalBasis()
            || ground.isPresent()
                && matching.stream()
                    .flatMap(rule -> rule.grounds().stream())
                    .anyMatch(each -> each.covers(ground.get()));
    return covered
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "policy.ground",
                "لا سند قانونياً نافذاً لهذه الرسالة: " + what,
                "no legal ground in force covers this message: " + what));
  }
}
