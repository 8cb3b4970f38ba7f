package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wasl.voice.Signalling;

/// The documented format of Wasl (`docs/formats/wasl-cdr.md`): header, then `id,a,b,seizure,answer,
/// seconds,trunk,cause`, times with offset, `answer` empty when there was none.
final class WaslCsv implements RecordFormat {
  static final String HEADER = "id,a,b,seizure,answer,seconds,trunk,cause";

  @Override
  public String name() {
    return "wasl-csv/1";
  }

  @Override
  public boolean recognises(String firstLine) {
    return firstLine.equals(HEADER);
  }

  @Override
  public Optional<HeaderLine> header(String beginning) {
    return HeaderLine.constant(beginning, HEADER);
  }

  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public Parsed parse(List<String> cells, ZoneId zone) {
    if (cells.size() != 8) {
      return new Parsed.Damaged(cells.size() + 1, "columns");
    }
    boolean answered = !cells.get(4).isEmpty();
    OptionalLong time = Timestamps.read(cells.get(answered ? 4 : 3), zone);
    if (time.isEmpty()) {
      return new Parsed.Damaged(answered ? 5 : 4, "time");
    }
    OptionalLong seconds = Timestamps.seconds(cells.get(5));
    if (seconds.isEmpty()) {
      return new Parsed.Damaged(6, "seconds");
    }
    return new Parsed.Row(
        cells.get(1),
        cells.get(2),
        time.getAsLong(),
        answered ? (int) seconds.getAsLong() : 0,
        answered,
        cells.get(6),
        signalling(cells, answered, time.getAsLong(), zone));
  }

  /// Of an unanswered call only the cause: its release is not recorded.
  private static Signalling signalling(
      List<String> cells, boolean answered, long answer, ZoneId zone) {
    OptionalLong seizure = answered ? Timestamps.read(cells.get(3), zone) : OptionalLong.empty();
    return Signalling.of(
        Timestamps.number(cells.get(7)), Timestamps.between(seizure, OptionalLong.of(answer)));
  }
}
