package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.List;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;

/// A call where its side counts it, and where it belongs by the clocks that both sides agreed on.
///
/// @param call as its side has it
/// @param common the same with the line and the moment by the common clock
public record Placed(Masked call, Masked common) {

  /// Which line of the same stream and destination holds a moment.
  @FunctionalInterface
  public interface Windows {
    LineKey at(LineKey line, long moment);
  }

  public static List<Placed> of(List<Masked> calls, PartyId side, Clocks clocks, Windows windows) {
    List<Placed> placed = new ArrayList<>(calls.size());
    for (Masked call : calls) {
      long moment = clocks.corrected(side, call.trunk(), call.time());
      LineKey line = moment == call.time() ? call.key() : windows.at(call.key(), moment);
      boolean same = moment == call.time() && line.equals(call.key());
      placed.add(new Placed(call, same ? call : call.at(line, moment)));
    }
    return placed;
  }

  /// Whether the side's own clock put it into another line.
  public boolean isMoved() {
    return !call.key().equals(common.key());
  }
}
