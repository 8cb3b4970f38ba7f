package org.wasl.numbering.porting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wasl.numbering.E164Number;

/// Ported numbers as rows that are only added. Changes happen inside a transaction.
public interface PortingStore {
  void add(List<Ported> ported, Instant at);

  /// The newest that began by then; of the same moment the one added last.
  Optional<Ported> find(E164Number number, Instant at);

  /// The newest of every number that began by then, returns left out.
  void each(Instant at, Consumer<Ported> taker);

  /// How many numbers each recipient has then, by its id.
  Map<String, Long> counts(Instant at);
}
