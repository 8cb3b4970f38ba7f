package org.wasl.border.setup;

import java.util.List;
import java.util.Optional;
import org.wasl.border.Gate;
import org.wasl.border.MessageKind;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.PolicyPack;

/// The node's policy pack at the border.
public record PolicyGate(PolicyPack pack) implements Gate {
  @Override
  public Optional<Refusal> refusesToSend(
      MessageKind kind, DataClass dataClass, Optional<LegalGround> ground) {
    return pack.refusesToSend(kind.service(), kind.type(), dataClass, ground);
  }

  @Override
  public Optional<Refusal> refusesToAccept(
      MessageKind kind, DataClass dataClass, Optional<LegalGround> ground) {
    return pack.refusesToAccept(kind.service(), kind.type(), dataClass, ground);
  }

  @Override
  public List<String> accepts() {
    return pack.entering().stream()
        .map(
            rule -> new MessageKind(rule.service(), rule.type(), 1) + " " + rule.dataClass().word())
        .toList();
  }
}
