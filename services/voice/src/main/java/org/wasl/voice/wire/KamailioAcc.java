package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Kamailio's accounting (`acc`) as CSV with a header: a line for each transaction. The answer to
/// an INVITE begins a call, the BYE of the same dialogue ends it, whichever side sent it; a refused
/// INVITE is an attempt. Numbers stand in the extra columns `src_user` and `dst_user`.
final class KamailioAcc implements RecordDocument {
  private static final String HEADER = "method,from_tag,to_tag,callid,sip_code,sip_reason,time";
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
  public List<Placed> read(String text, ZoneId zone) {
    String[] lines = text.split("\r?\n", -1);
    List<String> header = CsvLine.split(lines[0]);
    Reading reading = new Reading(header, zone);
    int last = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    for (int i = 1; i < last; i++) {
      reading.take(i + 1, lines[i]);
    }
    return reading.finish();
  }

  private static final class Reading {
    private final int fromAt;
    private final int toAt;
    private final int trunkAt;
    private final int width;
    private final ZoneId zone;
    private final Map<String, Open> open = new HashMap<>();
    private final List<Placed> done = new ArrayList<>();

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
        add(line, new Parsed.Damaged(4, "no-invite"));
      } else if (time < call.time() || time - call.time() > 604_800) {
        add(line, new Parsed.Damaged(7, "time"));
        add(call.line(), new Parsed.Damaged(7, "time"));
      } else {
        add(line, new Parsed.Ignored("end-of-call"));
        add(call.line(), row(call.cells(), call.time(), (int) (time - call.time()), true));
      }
    }

    private static String dialogue(List<String> cells, boolean turned) {
      return cells.get(3) + " " + cells.get(turned ? 2 : 1) + " " + cells.get(turned ? 1 : 2);
    }

    private Parsed row(List<String> cells, long time, int seconds, boolean answered) {
      String trunk = trunkAt < 0 ? "" : cells.get(trunkAt);
      return new Parsed.Row(cells.get(fromAt), cells.get(toAt), time, seconds, answered, trunk);
    }

    private void add(int line, Parsed parsed) {
      done.add(new Placed(line, parsed));
    }

    /// A call that did not end in this file is put aside, never counted with no length.
    List<Placed> finish() {
      open.values().forEach(call -> add(call.line(), new Parsed.Damaged(1, "no-bye")));
      done.sort((one, other) -> Integer.compare(one.line(), other.line()));
      return done;
    }
  }
}
