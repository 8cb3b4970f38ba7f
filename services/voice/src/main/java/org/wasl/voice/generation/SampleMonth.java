package org.wasl.voice.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.json.Json;
import org.wasl.voice.Leg;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.wire.LegCsv;

/// Makes a month of call records of both sides, in the formats of three switches, with differences
/// planted and the truth written beside them (`truth.json`). The same seed makes the same bytes.
/// Planted: clocks that differ by trunk, single records lost, a file that never came, records sent
/// twice, seconds rounded up by one switch, calls that one side did not see end. And, for the desk
/// of illegal use, a SIM box: calls of one evening that leave the first stream's payer and never
/// arrive at the payee's gateway, because a national number of the payee's delivers them; what the
/// payee's mobile network recorded that day lies beside its files (`<party>-legs/mobile.csv`).
///
/// @param agreement streams and zone
/// @param plans the numbering plan of each party
/// @param calls how many calls start in the month, both streams together
public record SampleMonth(
    TrafficAgreement agreement,
    Map<PartyId, NationalPlan> plans,
    YearMonth month,
    int calls,
    long seed) {
  private static final int TRUNKS = 2;
  private static final int REPORT_EVERY = 50_000;
  private static final int BOX_DAY = 10;
  private static final int BOX_CALLS = 12;
  private static final int RINGING = 6;
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 10, 10, 10, 11, 12, 13, 14, 15, 14, 11, 7, 4
  };
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  /// One planted difference.
  ///
  /// @param cause code as the reconciliation uses it from the view of `side`
  /// @param side whose records differ from what happened
  public record Planted(String cause, PartyId side, String trunk, LocalDate day, int calls) {}

  private record Event(
      String stream, long from, long to, long time, int seconds, boolean answered, int trunk) {}

  /// Writes `<folder>/<party>/*.csv` and `<folder>/truth.json`.
  public List<Planted> write(Path folder, Progress progress) {
    Map<String, StringBuilder> files = new TreeMap<>();
    Map<String, Planted> truth = new TreeMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> boxDay = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      Event event = event(random);
      if (isOfBoxDay(event)) {
        boxDay.add(event);
      }
      for (PartyId party : plans.keySet().stream().sorted().toList()) {
        record(event, party, random.split(), files, truth);
      }
      if (i % REPORT_EVERY == 0) {
        progress.report("voice.generate", i, calls);
      }
    }
    List<Leg> mobile = arrivals(boxDay, random, files, truth);
    save(folder, files, truth);
    saveLegs(folder, mobile);
    progress.report("voice.generate", calls, calls);
    return List.copyOf(truth.values());
  }

  /// Whether a call reaches the payee of the first stream on the day of the box.
  private boolean isOfBoxDay(Event event) {
    LocalDate day = Instant.ofEpochSecond(event.time()).atZone(agreement.zone()).toLocalDate();
    return event.answered()
        && day.getDayOfMonth() == BOX_DAY
        && event.stream().equals(agreement.form().streams().getFirst().id());
  }

  /// What the payee's mobile network recorded on the day of the box: the calls that came through
  /// the gateway, and those that the box delivered, which the payer's gateway alone recorded.
  private List<Leg> arrivals(
      List<Event> boxDay,
      SplittableRandom random,
      Map<String, StringBuilder> files,
      Map<String, Planted> truth) {
    var stream = agreement.form().streams().getFirst();
    List<Leg> legs = new ArrayList<>();
    for (Event event : boxDay) {
      legs.add(arrival(event, event.from()));
    }
    long box = number(plan(stream.payee()), random);
    LocalDate day = month.atDay(BOX_DAY);
    long evening = day.atTime(20, 0).atZone(agreement.zone()).toEpochSecond();
    for (int i = 0; i < BOX_CALLS; i++) {
      Event event =
          new Event(
              stream.id(),
              number(plan(stream.payer()), random),
              number(plan(stream.payee()), random),
              evening + i * 600L + random.nextInt(240),
              40 + random.nextInt(300),
              true,
              0);
      record(event, stream.payer(), random.split(), files, truth);
      plant(truth, "missing", stream.payee(), trunk(event, stream.payee()), day);
      legs.add(arrival(event, box));
    }
    legs.sort(Comparator.comparingLong(Leg::seizure));
    return legs;
  }

  private Leg arrival(Event event, long from) {
    PartyId payee = agreement.form().stream(event.stream()).payee();
    return new Leg(
        Leg.Point.MOBILE_IN,
        payee + "-mobile-1",
        from,
        event.to(),
        event.time() - RINGING,
        RINGING,
        event.seconds(),
        true,
        16,
        -1,
        0,
        0,
        1);
  }

  private void saveLegs(Path folder, List<Leg> legs) {
    PartyId payee = agreement.form().streams().getFirst().payee();
    try {
      Path of = Files.createDirectories(folder.resolve(payee + "-legs"));
      Files.write(of.resolve("mobile.csv"), LegCsv.write(legs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Event event(SplittableRandom random) {
    var streams = agreement.form().streams();
    int which = random.nextInt(100) < 56 ? 0 : 1;
    var stream = streams.get(which % streams.size());
    int day = 1 + random.nextInt(month.lengthOfMonth());
    int hour = hour(random);
    long time =
        month
            .atDay(day)
            .atTime(hour, random.nextInt(60), random.nextInt(60))
            .atZone(agreement.zone())
            .toEpochSecond();
    boolean answered = random.nextInt(100) < 64;
    int seconds = answered ? duration(random) : 0;
    return new Event(
        stream.id(),
        number(plan(stream.payer()), random),
        number(plan(stream.payee()), random),
        time,
        seconds,
        answered,
        random.nextInt(TRUNKS));
  }

  private static int hour(SplittableRandom random) {
    int all = 0;
    for (int weight : HOURS) {
      all += weight;
    }
    int pick = random.nextInt(all);
    int hour = 0;
    while (pick >= HOURS[hour]) {
      pick -= HOURS[hour++];
    }
    return hour;
  }

  /// Log-normal, median about two minutes.
  private static int duration(SplittableRandom random) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    long seconds = Math.round(Math.exp(4.7 + 0.9 * (normal - 6)));
    return (int) Math.clamp(seconds, 1, 7_000);
  }

  private NationalPlan plan(PartyId party) {
    NationalPlan plan = plans.get(party);
    if (plan == null) {
      throw new IllegalArgumentException("no numbering plan of " + party);
    }
    return plan;
  }

  private static long number(NationalPlan plan, SplittableRandom random) {
    List<PlanEntry> live =
        plan.entries().stream()
            .filter(each ->
                each.resource() == Resource.E164_NDC
                    && each.status() == PlanEntry.Status.IN_SERVICE
                    && each.valid().isOpen())
            .toList();
    PlanEntry entry = live.get(random.nextInt(live.size()));
    int codes = Integer.parseInt(entry.last()) - Integer.parseInt(entry.first()) + 1;
    String code =
        String.format(
            "%0" + entry.first().length() + "d",
            Integer.parseInt(entry.first()) + random.nextInt(codes));
    StringBuilder digits = new StringBuilder(plan.countryCode()).append(code);
    int rest = entry.mostDigits() - code.length();
    digits.append((char) ('1' + random.nextInt(9)));
    int subscribers = 0;
    while (++subscribers < rest) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return Long.parseLong(digits.toString());
  }

  /// Where each side's faults lie; drawn once from the seed.
  private record Faults(
      int lossPerMille10, LocalDate lostFile, int lostTrunk, int skew, int skewTrunk) {}

  private Faults faults(PartyId party) {
    SplittableRandom random = new SplittableRandom(seed ^ party.value().hashCode() * 0x9E3779B9L);
    return new Faults(
        2 + random.nextInt(3),
        month.atDay(5 + random.nextInt(20)),
        random.nextInt(TRUNKS),
        20 + random.nextInt(70),
        random.nextInt(TRUNKS));
  }

  private void record(
      Event event,
      PartyId party,
      SplittableRandom random,
      Map<String, StringBuilder> files,
      Map<String, Planted> truth) {
    Faults faults = faults(party);
    String trunk = trunk(event, party);
    LocalDate day = Instant.ofEpochSecond(event.time()).atZone(agreement.zone()).toLocalDate();
    boolean first = party.equals(agreement.form().streams().getFirst().payer());
    if (!first && day.equals(faults.lostFile()) && event.trunk() == faults.lostTrunk()) {
      plant(truth, "missing-file", party, trunk, day);
      return;
    }
    if (random.nextInt(10_000) < faults.lossPerMille10()) {
      plant(truth, "missing", party, trunk, day);
      return;
    }
    long time = event.time() + (event.trunk() == faults.skewTrunk() ? faults.skew() : 0);
    int seconds = event.seconds();
    boolean rounds = first && event.trunk() == 1 && day.getDayOfMonth() <= 3;
    if (rounds && event.answered()) {
      seconds++;
      plant(truth, "rounding", party, trunk, day);
    }
    if (event.answered() && random.nextInt(40_000) == 0) {
      seconds += 3_600;
      plant(truth, "duration", party, trunk, day);
    }
    write(files, party, trunk, day, event, time, seconds);
    if (first && random.nextInt(12_000) == 0) {
      write(files, party, trunk, day, event, time + 1, seconds);
      plant(truth, "duplicate", party, trunk, day);
    }
  }

  private static void plant(
      Map<String, Planted> truth, String cause, PartyId side, String trunk, LocalDate day) {
    truth.merge(
        cause + " " + side + " " + trunk + " " + day,
        new Planted(cause, side, trunk, day, 1),
        (old, _) -> new Planted(cause, side, trunk, day, old.calls() + 1));
  }

  private static String trunk(Event event, PartyId party) {
    return party + "-" + event.stream() + "-" + (event.trunk() + 1);
  }

  private void write(
      Map<String, StringBuilder> files,
      PartyId party,
      String trunk,
      LocalDate day,
      Event event,
      long time,
      int seconds) {
    String name = party + "/" + trunk + "-" + day + ".csv";
    boolean fresh = !files.containsKey(name);
    StringBuilder out = files.computeIfAbsent(name, _ -> new StringBuilder());
    ZoneId zone = agreement.zone();
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(time), zone);
    boolean outgoing = agreement.form().stream(event.stream()).payer().equals(party);
    switch ((event.trunk() + (outgoing ? 0 : 1)) % 3) {
      case 0 -> wasl(out, fresh, event, local, seconds, trunk, zone);
      case 1 -> freeSwitch(out, event, local, seconds, trunk);
      default -> asterisk(out, event, local, seconds, trunk);
    }
  }

  private static void wasl(
      StringBuilder out,
      boolean fresh,
      Event event,
      LocalDateTime local,
      int seconds,
      String trunk,
      ZoneId zone) {
    if (fresh) {
      out.append("id,a,b,seizure,answer,seconds,trunk,cause\n");
    }
    ZoneOffset offset = zone.getRules().getOffset(local);
    String time = local.atOffset(offset).format(OFFSET);
    out.append(out.length()).append(",+").append(event.from()).append(",+").append(event.to());
    out.append(',').append(time).append(',').append(event.answered() ? time : "");
    out.append(',').append(seconds).append(',').append(trunk).append(',');
    out.append(event.answered() ? "16" : "17").append('\n');
  }

  private static void freeSwitch(
      StringBuilder out, Event event, LocalDateTime local, int seconds, String trunk) {
    String time = local.format(LOCAL);
    String answer = event.answered() ? time : "";
    UUID leg = new UUID(event.time(), event.to() ^ out.length());
    UUID other = new UUID(event.from(), event.to());
    out.append("\"\",\"00").append(event.from()).append("\",\"00").append(event.to());
    out.append("\",\"").append(trunk).append("\",\"").append(time).append("\",\"").append(answer);
    out.append("\",\"").append(local.plusSeconds(seconds).format(LOCAL)).append("\",\"");
    out.append(seconds).append("\",\"").append(seconds).append("\",\"");
    out.append(event.answered() ? "NORMAL_CLEARING" : "USER_BUSY").append("\",\"").append(leg);
    out.append("\",\"").append(other).append("\",\"\"\n");
  }

  private static void asterisk(
      StringBuilder out, Event event, LocalDateTime local, int seconds, String trunk) {
    String time = local.format(LOCAL);
    out.append("\"\",\"00").append(event.from()).append("\",\"00").append(event.to());
    out.append("\",\"international\",\"\"\"\"\"\",\"SIP/")
        .append(trunk)
        .append("-0001\",\"\",\"Dial\",\"\",\"");
    out.append(time).append("\",\"").append(event.answered() ? time : "").append("\",\"");
    out.append(local.plusSeconds(seconds).format(LOCAL)).append("\",\"").append(seconds);
    out.append("\",\"").append(seconds).append("\",\"");
    out.append(event.answered() ? "ANSWERED" : "BUSY").append("\",\"DOCUMENTATION\",\"");
    out.append(event.time()).append('.').append(out.length()).append("\",\"\"\n");
  }

  private static void save(
      Path folder, Map<String, StringBuilder> files, Map<String, Planted> truth) {
    try {
      for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      List<Json> rows = new ArrayList<>();
      for (Planted each : truth.values()) {
        rows.add(
            Json.Obj.with()
                .put("cause", each.cause())
                .put("side", each.side().value())
                .put("trunk", each.trunk())
                .put("day", each.day().toString())
                .put("calls", each.calls())
                .end());
      }
      Json.Obj document = Json.Obj.with().put("planted", new Json.Arr(rows)).end();
      Files.write(
          folder.resolve("truth.json"), document.canonical().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
