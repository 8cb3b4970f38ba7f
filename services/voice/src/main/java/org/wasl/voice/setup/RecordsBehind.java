package org.wasl.voice.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;
import org.wasl.voice.detection.Evidence;
import org.wasl.voice.detection.LoadedLegs;
import org.wasl.voice.detection.Originals;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.store.LegFolder;

/// Finds the records behind what a case keeps of them: among the calls that mediation loaded, and
/// in the files of the networks.
///
/// @param records by which loaded calls were watched
record RecordsBehind(LoadedLegs records, VoiceDesk voice, LegFolder delivered)
    implements Originals {

  private record Near(long apart, Original original) {}

  @Override
  public List<Original> behind(Evidence evidence) {
    long from = evidence.time() - Evidence.FARTHEST;
    long to = evidence.time() + Evidence.FARTHEST + 1;
    List<Near> found = new ArrayList<>();
    for (VoiceDesk.Loaded each :
        voice.loadedLike(from, to, call -> isBehind(evidence, call), MOST)) {
      found.add(
          new Near(
              Math.abs(each.call().time() - evidence.time()),
              new Original(each.fileName(), each.call().line(), voice.textOf(each))));
    }
    for (LegFolder.Found each :
        delivered.like(from - Signalling.MAX_RINGING, to, evidence::mayBe, MOST)) {
      found.add(new Near(Math.abs(each.leg().time() - evidence.time()), original(each)));
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Near::apart))
        .limit(MOST)
        .map(Near::original)
        .toList();
  }

  private boolean isBehind(Evidence evidence, Call call) {
    return records.leg(call).filter(evidence::mayBe).isPresent();
  }

  /// A leg of a loaded file opens to that file's record.
  private Original original(LegFolder.Found found) {
    Leg leg = found.leg();
    return voice
        .textOf(found.loaded(), leg.line())
        .map(record -> new Original(record.getKey(), leg.line(), record.getValue()))
        .orElseGet(() -> new Original(found.name(), found.line(), found.text()));
  }
}
