package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wasl.terms.file.CsvLine;
import org.wasl.voice.Signalling;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Kamailio's accounting (`acc`) as CSV with a header: a line for each transaction. The answer to
/// an INVITE begins a call, the BYE of the same dialogue ends it, whichever side sent it; a refused
/// INVITE is an attempt. Where one of both is in another file, the call waits for it. Numbers stand
/// in the extra columns `src_user` and `dst_user`.
final class KamailioAcc implements RecordDocument {
  private static final String HEADER = "method,from_tag,to_tag,callid,sip_code,sip_reason,time";
  private static final List<String> NAMES =
      List.of(
          "method",
          "from_tag",
          "to_tag",
          "callid",
          "sip_code",
          "sip_reason",
          "time",
          "src_user",
          "dst_user");
  private static final int MAX_OPEN = 1_000_000;

  private record Open(int line, List<String> cells, long time) {}

  @Override
  public String name() {
    return "kamailio-acc/1";
  }

  @Override
  public boolean recognises(String firstLine) {
    return firstLine.startsWith(HEADER);
  }

  @Override
  public boolean recognisesDamaged(String beginning) {
    return HeaderLine.constant(beginning, HEADER + ",").isPresent();
  }

  @Override
  public List<Entry> read(String text, ZoneId zone) {
    return reading(text, zone).finish();
  }

  private static Reading reading(String text, ZoneId zone) {
    String[] lines = text.split("\r?\n", -1);
    String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
    Optional<HeaderLine> header = HeaderLine.named(beginning, ',', NAMES);
    List<String> names = CsvLine.split(header.map(HeaderLine::text).orElse(lines[0]));
    Reading reading = new Reading(names, zone);
    if (header.isEmpty() || header.get().damagedAt() > 0) {
      reading.add(1, new Parsed.Damaged(header.map(HeaderLine::damagedAt).orElse(1), "header"));
    }
    int last = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    for (int i = header.map(HeaderLine::lines).orElse(1); i < last; i++) {
      reading.take(i + 1, lines[i]);
    }
    return reading;
  }

  /// The line of the answer, and that of the BYE which ended it.
  @Override
  public String raw(String text, int line, ZoneId zone) {
    List<String> lines = List.of(text.split("\r?\n", -1));
    if (line < 1 || line > lines.size()) {
      return "";
    }
    Integer end = reading(text, zone).ends.get(line);
    return lines.get(line - 1) + (end == null ? "" : "\n" + lines.get(end - 1));
  }

  private static final class Reading {
    private final int fromAt;
    private final int toAt;
    private final int trunkAt;
    private final int width;
    private final ZoneId zone;
    private final Map<String, Open> open = new HashMap<>();
    private final List<Entry> done = new ArrayList<>();

    /// The line of the BYE by the line of its INVITE.
    private final Map<Integer, Integer> ends = new HashMap<>();

    Reading(List<String> header, ZoneId zone) {
      this.fromAt = header.indexOf("src_user");
      this.toAt = header.indexOf("dst_user");
      this.trunkAt = header.indexOf("trunk");
      this.width = header.size();
      this.zone = zone;
    }

    void take(int line, String text) {
      if (text.isBlank()) {
        add(line, new Parsed.Ignored("empty"));
        return;
      }
      List<String> cells = CsvLine.split(text);
      if (cells.size() != width || fromAt < 0 || toAt < 0) {
        add(line, new Parsed.Damaged(Math.max(1, cells.size()), "columns"));
        return;
      }
      OptionalLong time = Timestamps.read(cells.get(6), zone);
      if (time.isEmpty()) {
        add(line, new Parsed.Damaged(7, "time"));
        return;
      }
      switch (cells.get(0)) {
        case "INVITE" -> invite(line, cells, time.getAsLong());
        case "BYE" -> bye(line, cells, time.getAsLong());
        default -> add(line, new Parsed.Ignored("not-a-call"));
      }
    }

    private void invite(int line, List<String> cells, long time) {
      String code = cells.get(4);
      if (!code.matches("[1-6][0-9][0-9]")) {
        add(line, new Parsed.Damaged(5, "sip-code"));
      } else if (code.charAt(0) != '2') {
        add(line, row(cells, time, 0, false));
      } else if (open.size() == MAX_OPEN
          || open.putIfAbsent(dialogue(cells, false), new Open(line, cells, time)) != null) {
        add(line, new Parsed.Damaged(4, "dialogue-twice"));
      }
    }

    private void bye(int line, List<String> cells, long time) {
      Open call = open.remove(dialogue(cells, false));
      if (call == null) {
        call = open.remove(dialogue(cells, true));
      }
      if (call == null) {
        Parsed.Row end = new Parsed.Row("", "", time, 0, false, "");
        done.add(new Half(line, both(cells), true, end));
      } else if (time < call.time() || time - call.time() > 604_800) {
        add(line, new Parsed.Damaged(7, "time"));
        add(call.line(), new Parsed.Damaged(7, "time"));
      } else {
        add(line, new Parsed.Ignored("end-of-call"));
        ends.put(call.line(), line);
        add(call.line(), row(call.cells(), call.time(), (int) (time - call.time()), true));
      }
    }

    private static String dialogue(List<String> cells, boolean turned) {
      return cells.get(3) + " " + cells.get(turned ? 2 : 1) + " " + cells.get(turned ? 1 : 2);
    }

    /// The dialogue, whichever side a record names first.
    private static String both(List<String> cells) {
      String one = dialogue(cells, false);
      String other = dialogue(cells, true);
      return one.compareTo(other) < 0 ? one : other;
    }

    private Parsed.Row row(List<String> cells, long time, int seconds, boolean answered) {
      String trunk = trunkAt < 0 ? "" : cells.get(trunkAt);
      Signalling refused =
          Signalling.of(
              Signalling.Direction.UNRECORDED, 0, Timestamps.number(cells.get(4)), -1, -1);
      return new Parsed.Row(
          cells.get(fromAt), cells.get(toAt), time, seconds, answered, trunk, refused);
    }

    private void add(int line, Parsed parsed) {
      done.add(new Placed(line, parsed));
    }

    /// A call that did not end in this file waits for one with its end, and is not counted before.
    List<Entry> finish() {
      open.values()
          .forEach(call ->
              done.add(
                  new Half(
                      call.line(),
                      both(call.cells()),
                      false,
                      row(call.cells(), call.time(), 0, true))));
      done.sort((one, other) -> Integer.compare(one.line(), other.line()));
      return done;
    }
  }
}
