package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.file.CsvLine;
import org.wasl.voice.Signalling;

/// Asterisk `Master.csv`, in both layouts that bear the name: of `cdr_csv` (18 columns, account
/// code first) and of `cdr_custom` (18 columns, caller id first). Told apart by which columns hold
/// the times and the disposition. Times are local.
final class AsteriskCsv implements RecordFormat {
  private static final List<String> DISPOSITIONS =
      List.of("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION");

  /// The Q.850 cause that Asterisk folds into a disposition; of an answered or a failed call none
  /// can be told.
  private static final Map<String, Integer> CAUSES =
      Map.of("NO ANSWER", 19, "BUSY", 17, "CONGESTION", 34);

  @Override
  public String name() {
    return "asterisk-csv/1";
  }

  @Override
  public boolean recognises(String firstLine) {
    List<String> cells = CsvLine.split(firstLine);
    return layout(cells) != null;
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  /// Where the columns stand.
  private enum Layout {
    CDR_CSV(1, 2, 9, 10, 11, 13, 14, 5),
    CDR_CUSTOM(1, 2, 8, 9, 10, 12, 13, 4);

    final int from;
    final int to;
    final int start;
    final int answer;
    final int end;
    final int seconds;
    final int disposition;
    final int channel;

    Layout(
        int from,
        int to,
        int start,
        int answer,
        int end,
        int seconds,
        int disposition,
        int channel) {
      this.from = from;
      this.to = to;
      this.start = start;
      this.answer = answer;
      this.end = end;
      this.seconds = seconds;
      this.disposition = disposition;
      this.channel = channel;
    }
  }

  private static @Nullable Layout layout(List<String> cells) {
    for (Layout each : Layout.values()) {
      if (cells.size() >= 17
          && cells.size() <= 19
          && DISPOSITIONS.contains(cells.get(each.disposition))) {
        return each;
      }
    }
    return null;
  }

  @Override
  public Parsed parse(List<String> cells, ZoneId zone) {
    Layout layout = layout(cells);
    if (layout == null) {
      return new Parsed.Damaged(Math.min(cells.size(), 15), "disposition");
    }
    boolean answered = cells.get(layout.disposition).equals("ANSWERED");
    int timeColumn = answered ? layout.answer : layout.start;
    OptionalLong time = Timestamps.read(cells.get(timeColumn), zone);
    if (time.isEmpty()) {
      return new Parsed.Damaged(timeColumn + 1, Timestamps.flaw(cells.get(timeColumn)));
    }
    OptionalLong seconds = Timestamps.seconds(cells.get(layout.seconds));
    if (seconds.isEmpty()) {
      return new Parsed.Damaged(layout.seconds + 1, "seconds");
    }
    return new Parsed.Row(
        cells.get(layout.from),
        cells.get(layout.to),
        time.getAsLong(),
        answered ? (int) seconds.getAsLong() : 0,
        answered,
        trunk(cells.get(layout.channel)),
        signalling(cells, layout, answered, zone));
  }

  /// Rung from the start to the answer, or to the end.
  private static Signalling signalling(
      List<String> cells, Layout layout, boolean answered, ZoneId zone) {
    String end = cells.get(answered ? layout.answer : layout.end);
    return Signalling.of(
        CAUSES.getOrDefault(cells.get(layout.disposition), 0),
        Timestamps.between(
            Timestamps.read(cells.get(layout.start), zone), Timestamps.read(end, zone)));
  }

  /// The peer of a channel name: `SIP/gw-1-0000a1` is trunk `gw-1`.
  private static String trunk(String channel) {
    int slash = channel.indexOf('/');
    int dash = channel.lastIndexOf('-');
    String name = channel.substring(slash + 1, dash > slash ? dash : channel.length());
    return name.length() > 32 ? name.substring(0, 32) : name;
  }
}
