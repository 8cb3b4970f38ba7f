package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wasl.terms.file.CsvLine;
import org.wasl.voice.Signalling;

/// FreeSWITCH `mod_cdr_csv`, default template: one line a leg (`legs` may be `a`, `b` or `ab`, by
/// default `a`). An A leg names its B leg once that was bridged; an attempt that failed before
/// names none, and counts as well. B legs are passed over ([FreeSwitchLegs]), so that no call
/// counts twice, and so is what was answered without any B leg: an announcement, a mailbox, or the
/// B leg of another file's line. Times are local.
final class FreeSwitchCsv implements RecordFormat {
  private final Optional<FreeSwitchLegs> legs;

  FreeSwitchCsv() {
    this(Optional.empty());
  }

  private FreeSwitchCsv(Optional<FreeSwitchLegs> legs) {
    this.legs = legs;
  }

  @Override
  public RecordFormat within(String text) {
    return new FreeSwitchCsv(Optional.of(FreeSwitchLegs.of(text)));
  }

  @Override
  public String name() {
    return "freeswitch-csv/1";
  }

  @Override
  public boolean recognises(String firstLine) {
    List<String> cells = CsvLine.split(firstLine);
    return cells.size() >= 13 && cells.size() <= 15 && isUuid(cells.get(10));
  }

  private static boolean isUuid(String text) {
    return text.length() == 36 && text.charAt(8) == '-' && text.charAt(13) == '-';
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public Parsed parse(List<String> cells, ZoneId zone) {
    if (cells.size() < 13 || cells.size() > 15) {
      return new Parsed.Damaged(cells.size() + 1, "columns");
    }
    if (!isUuid(cells.get(10))) {
      return new Parsed.Damaged(11, "uuid");
    }
    boolean answered = !cells.get(5).isEmpty();
    boolean isBLeg = legs.filter(each -> each.isBLeg(cells.get(10))).isPresent();
    if (cells.get(11).isEmpty() && (answered || isBLeg)) {
      return new Parsed.Ignored("b-leg");
    }
    int timeColumn = answered ? 5 : 4;
    OptionalLong time = Timestamps.read(cells.get(timeColumn), zone);
    if (time.isEmpty()) {
      return new Parsed.Damaged(timeColumn + 1, Timestamps.flaw(cells.get(timeColumn)));
    }
    OptionalLong seconds = Timestamps.seconds(cells.get(8));
    if (seconds.isEmpty()) {
      return new Parsed.Damaged(9, "seconds");
    }
    return new Parsed.Row(
        cells.get(1),
        cells.get(2),
        time.getAsLong(),
        answered ? (int) seconds.getAsLong() : 0,
        answered,
        cells.get(3),
        signalling(cells, answered, zone));
  }

  /// Rung from the start to the answer, or to the end.
  private static Signalling signalling(List<String> cells, boolean answered, ZoneId zone) {
    return Signalling.of(
        HangupCause.q850(cells.get(9)),
        Timestamps.between(
            Timestamps.read(cells.get(4), zone),
            Timestamps.read(cells.get(answered ? 5 : 6), zone)));
  }
}
