package org.wasl.voice.bulk;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.terms.country.WorkCalendar;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;

/// Random tariffs and calls between the made-up countries 999 and 888, as plain data and as lines
/// of a file.
final class RandomTraffic {
  static final YearMonth PERIOD = YearMonth.of(2026, 9);

  /// The standard hours; a working week with a pause, other hours on days of rest, a weekend that
  /// moved in the middle of the month and a holiday; and no peak at all.
  static final List<TimeProfile> PROFILES =
      List.of(
          Example.PEAK,
          new TimeProfile(
              "week",
              Map.of(
                  DayOfWeek.SUNDAY, List.of(hours(7, 12), hours(16, 24)),
                  DayOfWeek.MONDAY, List.of(hours(0, 24)),
                  DayOfWeek.TUESDAY, List.of(hours(7, 12), hours(16, 24)),
                  DayOfWeek.THURSDAY, List.of(hours(22, 24)),
                  DayOfWeek.FRIDAY, List.of(hours(0, 2))),
              List.of(hours(20, 23)),
              List.of(calendar())),
          new TimeProfile("flat", Map.of(), List.of(), List.of()));

  private static TimeProfile.Hours hours(int from, int to) {
    return new TimeProfile.Hours(from * 3_600, to * 3_600);
  }

  private static WorkCalendar calendar() {
    Sourced source = new Sourced("made up", Sourced.Confidence.EXAMPLE);
    LocalDate moved = LocalDate.of(2026, 9, 16);
    return new WorkCalendar(
        List.of(
            new WorkCalendar.Weekend(
                Set.of(DayOfWeek.FRIDAY),
                new Validity(Optional.empty(), Optional.of(moved)),
                source),
            new WorkCalendar.Weekend(
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                new Validity(Optional.of(moved), Optional.empty()),
                source)),
        List.of(
            new WorkCalendar.Holiday(
                LocalDate.of(2026, 9, 8), new LocalizedText("عيد", "a holiday"), source)));
  }

  /// @param from empty when withheld
  record Plain(
      String from, String to, LocalDateTime start, int seconds, boolean answered, String trunk) {}

  private final SplittableRandom random;

  RandomTraffic(long seed) {
    this.random = new SplittableRandom(seed);
  }

  List<TariffRow> tariff(int prefixes) {
    List<TariffRow> rows = new ArrayList<>();
    List<String> used = new ArrayList<>();
    for (int i = 0; i < prefixes; i++) {
      String prefix = "888" + digits(random.nextInt(6));
      String origin = random.nextInt(4) == 0 ? "999" + digits(random.nextInt(3)) : "";
      String both = prefix + "/" + origin;
      if (!used.contains(both)) {
        used.add(both);
        versions(prefix, origin, rows);
      }
    }
    return rows;
  }

  /// One to four rates that follow each other, with a gap now and then.
  private void versions(String prefix, String origin, List<TariffRow> rows) {
    LocalDate from = LocalDate.of(2026, 8, 20).plusDays(random.nextInt(20));
    int versions = 1 + random.nextInt(4);
    for (int i = 0; i < versions; i++) {
      LocalDate to = from.plusDays(1 + random.nextInt(12));
      boolean open = i == versions - 1 && random.nextBoolean();
      rows.add(row(prefix, origin, from, open ? Optional.empty() : Optional.of(to)));
      from = random.nextInt(3) == 0 ? to.plusDays(1 + random.nextInt(3)) : to;
    }
  }

  private TariffRow row(String prefix, String origin, LocalDate from, Optional<LocalDate> to) {
    return new TariffRow(
        "aa-bb",
        prefix,
        "d" + random.nextInt(5),
        new Validity(Optional.of(from), to),
        random.nextInt(2_000_000),
        random.nextInt(1_000_000),
        1 + random.nextInt(90),
        1 + random.nextInt(90),
        random.nextInt(3) == 0 ? random.nextInt(120) : 0,
        random.nextInt(3) == 0 ? random.nextInt(10) : 0,
        random.nextInt(3) == 0 ? random.nextInt(50_000) : 0,
        random.nextInt(3) == 0 ? random.nextInt(5_000) : 0,
        origin,
        PROFILES.get(random.nextInt(PROFILES.size())).name());
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(1 + random.nextInt(3));
    }
    return digits.toString();
  }

  List<Plain> calls(int count) {
    List<Plain> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(20) == 0) {
        calls.add(calls.get(random.nextInt(i)));
      } else {
        calls.add(call());
      }
    }
    return calls;
  }

  private Plain call() {
    boolean answered = random.nextInt(4) != 0;
    String from = random.nextInt(10) == 0 ? "" : "999" + digits(4 + random.nextInt(6));
    String to = (random.nextInt(20) == 0 ? "887" : "888") + digits(4 + random.nextInt(9));
    LocalDateTime start =
        LocalDateTime.of(2026, 8, 31, 20, 0).plusSeconds(random.nextInt(31 * 86_400));
    int most = random.nextInt(10) == 0 ? 100_000 : 400;
    int seconds = answered ? random.nextInt(most) : 0;
    return new Plain(from, to, start, seconds, answered, "gw-" + random.nextInt(3));
  }

  /// A line of `wasl-csv/1`; the same call is not always written alike.
  String line(Plain call, int id) {
    String time =
        switch (random.nextInt(4)) {
          case 0 -> call.start().plusHours(3) + seconds(call) + "+03:00";
          case 1 -> call.start().minusHours(2) + seconds(call) + "-02:00";
          case 2 -> call.start().toString().replace('T', ' ') + seconds(call) + "+00:00";
          default -> call.start() + seconds(call) + "Z";
        };
    String answer = call.answered() ? time : "";
    String trunk = random.nextInt(8) == 0 ? '"' + call.trunk() + '"' : call.trunk();
    return id
        + ","
        + written(call.from())
        + ","
        + written(call.to())
        + ","
        + time
        + ","
        + answer
        + ","
        + call.seconds()
        + ","
        + trunk
        + ",16\n";
  }

  /// [LocalDateTime#toString] leaves out seconds that are zero.
  private static String seconds(Plain call) {
    return call.start().getSecond() == 0 ? ":00" : "";
  }

  private String written(String number) {
    if (number.isEmpty()) {
      return random.nextBoolean() ? "" : "anonymous";
    }
    return switch (random.nextInt(6)) {
      case 0 -> "00" + number;
      case 1 -> "+" + number.substring(0, 3) + "-" + number.substring(3);
      case 2 -> number.startsWith("999") ? "0" + number.substring(3) : "+" + number;
      case 3 -> number.length() > 10 ? number : "+" + number;
      default -> "+" + number;
    };
  }

  /// A line that no reader takes.
  String damagedLine() {
    return switch (random.nextInt(4)) {
      case 0 -> "1,+999123,+8881234567,yesterday,,0,gw-1,16\n";
      case 1 -> "1,+9991234567,+888123\n";
      case 2 -> "1,+9991234567,\"+8881234567,2026-09-01T00:00:00Z,,0,gw-1,16\n";
      default -> "1,+9991234567,+8881234567,2026-09-31T00:00:00Z,,0,gw-1,16\n";
    };
  }
}
