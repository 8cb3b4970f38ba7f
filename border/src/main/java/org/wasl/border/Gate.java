package org.wasl.border;

import java.util.List;
import java.util.Optional;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.Refusal;

/// The node's own law at the border: default deny in both directions.
public interface Gate {
  /// Why a message may not leave, or nothing.
  Optional<Refusal> refusesToSend(
      MessageKind kind, DataClass dataClass, Optional<LegalGround> ground);

  /// Why a received message may not be opened, or nothing.
  Optional<Refusal> refusesToAccept(
      MessageKind kind, DataClass dataClass, Optional<LegalGround> ground);

  /// What this node accepts, as it announces it to its peers: `<kind> <class>`.
  List<String> accepts();
}
