package org.wasl.voice.mediation;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The parts of long calls that came with earlier files.
public interface KeptParts {
  /// The most parts that wait at once.
  int MOST_WAITING = 1_000_000;

  /// No earlier files.
  KeptParts NONE =
      new KeptParts() {
        @Override
        public List<KeptPart> partsOf(Collection<String> calls) {
          return List.of();
        }

        @Override
        public Set<String> unnumbered() {
          return Set.of();
        }

        @Override
        public int waiting() {
          return 0;
        }
      };

  /// All parts of these calls, whatever became of them.
  List<KeptPart> partsOf(Collection<String> calls);

  /// The calls whose waiting parts bear no numbers: their last record does not say that it is one.
  Set<String> unnumbered();

  /// How many parts wait.
  int waiting();
}
