package org.wasl.voice.quality;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Which release causes count as the network's success: data agreed by both sides, because a
/// network effectiveness ratio means nothing without it (ITU-T E.425; causes by Q.850).
///
/// @param effective Q.850 cause values of calls that the network carried though nobody answered
/// @param bySip Q.850 cause value of each SIP status (RFC 3398)
public record CauseMap(Set<Integer> effective, Map<Integer, Integer> bySip) {
  public CauseMap {
    effective = Set.copyOf(effective);
    bySip = Map.copyOf(bySip);
    for (int cause : effective) {
      if (cause < 1 || cause > 127) {
        throw new IllegalArgumentException("a Q.850 cause value is 1 to 127: " + cause);
      }
    }
    bySip.forEach((status, cause) -> {
      if (status < 300 || status > 699 || cause < 1 || cause > 127) {
        throw new IllegalArgumentException("not a SIP status with a cause: " + status);
      }
    });
  }

  public boolean isEffective(int cause) {
    return effective.contains(cause);
  }

  public OptionalInt ofSip(int status) {
    Integer cause = bySip.get(status);
    return cause == null ? OptionalInt.empty() : OptionalInt.of(cause);
  }
}
