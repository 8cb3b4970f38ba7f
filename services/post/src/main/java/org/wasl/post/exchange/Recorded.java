package org.wasl.post.exchange;

import java.util.List;
import java.util.UUID;
import org.wasl.terms.Refusal;

/// What recording a fact came to.
public sealed interface Recorded {
  UUID fact();

  /// It is kept, now or since before.
  record Kept(UUID fact, List<Remark> remarks) implements Recorded {
    public Kept {
      remarks = List.copyOf(remarks);
    }
  }

  /// It is not kept: somebody may not say it here, or its id belongs to something else.
  record Refused(UUID fact, Refusal refusal) implements Recorded {}
}
