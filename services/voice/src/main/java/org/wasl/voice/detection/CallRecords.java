package org.wasl.voice.detection;

import java.util.List;
import org.wasl.voice.Call;

/// The calls that mediation loaded.
@FunctionalInterface
public interface CallRecords {

  /// @param from first second of the answer (of the seizure, where unanswered), `to` the first
  ///   after it
  List<Call> between(long from, long to);
}
