package org.wasl.voice.generation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.terms.Progress;
import org.wasl.voice.Leg;
import org.wasl.voice.Leg.Point;
import org.wasl.voice.generation.Recorder.Happened;
import org.wasl.voice.generation.Truth.Passage;

/// Makes the traffic of two countries with misuse planted in it, as the elements of both would
/// record it, and the truth. Subscribers of the receiving country have habits, contacts, hours and
/// cells; callers of the other have two or three persons whom they call. Described in
/// `docs/detection.md`.
///
/// @param caller plan of the originating country
/// @param called plan of the receiving country
/// @param restDays weekdays without work, 1 Monday to 7 Sunday
public record TrafficWithTruth(
    TrafficSetting setting, NationalPlan caller, NationalPlan called, Set<Integer> restDays) {
  public static final int NETWORKS = 3;
  private static final int TRUNKS = 2;
  private static final int CONTACTS = 14;
  private static final long THIRD_COUNTRY = 299_000_000L;
  private static final int PERMILLE_ANSWERED = 640;

  /// What the two gateways and the mobile networks of the receiving country recorded, each in the
  /// order of time.
  public record Generated(
      List<Leg> originGateway, List<Leg> receivingGateway, List<Leg> mobile, Truth truth) {}

  public TrafficWithTruth {
    restDays = Set.copyOf(restDays);
  }

  public Generated generate(Progress progress) {
    return new Making().make(progress);
  }

  /// The name of a trunk group between the gateways, as the originating side calls it.
  public String outgoingTrunk(int trunk) {
    return caller.party() + "-out-" + trunk;
  }

  private String incomingTrunk(int trunk) {
    return called.party() + "-in-" + trunk;
  }

  private String network(int number) {
    return called.party() + "-mobile-" + number;
  }

  private String abroad(String way) {
    return called.party() + "-third-" + way;
  }

  private final class Making {
    private final SplittableRandom random = new SplittableRandom(setting.seed());
    private final long start = setting.first().atStartOfDay(setting.zone()).toEpochSecond();
    private final Recorder recorder = new Recorder(setting, start, random.split());
    private final int cells = Math.max(20, setting.subscribers() / 60);
    private final List<Subscriber> home = new ArrayList<>();
    private final List<Subscriber> away = new ArrayList<>();
    private final Map<BoxStrategy, SimBox> boxes = new EnumMap<>(BoxStrategy.class);
    private final Map<Integer, Passage> passages = new HashMap<>();
    private final Map<Misuse, List<String>> subjects = new EnumMap<>(Misuse.class);
    private final Set<Long> taken = new HashSet<>();
    private int devices;

    private Generated make(Progress progress) {
      setClocks();
      populate();
      for (int day = 0; day < setting.days(); day++) {
        nationalDay(day);
        acrossDay(day);
        progress.report("voice.generate-traffic", day + 1, setting.days());
      }
      plant();
      return new Generated(
          recorder.legs(Point.GATEWAY_OUT).stream()
              .filter(leg -> leg.element().startsWith(caller.party() + "-out-"))
              .toList(),
          recorder.legs(Point.GATEWAY_IN, Point.GATEWAY_OUT).stream()
              .filter(leg -> !leg.element().startsWith(caller.party() + "-out-"))
              .toList(),
          recorder.legs(Point.MOBILE_OUT, Point.MOBILE_IN),
          new Truth(passages, subjects));
    }

    private void setClocks() {
      for (int i = 1; i <= TRUNKS; i++) {
        recorder.clock(outgoingTrunk(i), true);
        recorder.clock(incomingTrunk(i), true);
      }
      recorder.clock(abroad("in"), true);
      recorder.clock(abroad("out"), true);
      for (int i = 1; i <= NETWORKS; i++) {
        recorder.clock(network(i), false);
      }
    }

    // Who lives there

    private void populate() {
      int lines = setting.subscribers();
      for (int i = 0; i < lines; i++) {
        int[] contacts = IntStream.range(0, CONTACTS).map(_ -> random.nextInt(lines)).toArray();
        home.add(line(called, contacts, 10 + random.nextInt(80), ++devices));
      }
      for (int i = 0; i < setting.callers(); i++) {
        int[] contacts =
            IntStream.range(0, 1 + random.nextInt(3)).map(_ -> random.nextInt(lines)).toArray();
        away.add(line(caller, contacts, 0, 0));
      }
      for (BoxStrategy strategy : BoxStrategy.values()) {
        if (setting.boxes().contains(strategy)) {
          boxes.put(strategy, box(strategy));
        }
      }
    }

    private Subscriber line(NationalPlan plan, int[] contacts, int tenths, int device) {
      return new Subscriber(
          number(plan),
          1 + random.nextInt(NETWORKS),
          tenths,
          1 + random.nextInt(cells),
          1 + random.nextInt(cells),
          device,
          contacts);
    }

    private SimBox box(BoxStrategy strategy) {
      int calls = (int) ((long) setting.across() * setting.bypassed() / 10_000);
      Subscriber[] sims = new Subscriber[SimBox.simsFor(strategy, calls)];
      int cell = 1 + random.nextInt(cells);
      for (int i = 0; i < sims.length; i++) {
        boolean ownDevice = strategy == BoxStrategy.HUMAN_LIKE || i % 16 == 0;
        devices += ownDevice ? 1 : 0;
        int at = strategy == BoxStrategy.HUMAN_LIKE ? 1 + random.nextInt(cells) : cell;
        int second = strategy == BoxStrategy.HUMAN_LIKE ? 1 + random.nextInt(cells) : cell;
        sims[i] =
            new Subscriber(
                number(called), 1 + random.nextInt(NETWORKS), 0, at, second, devices, new int[1]);
      }
      return new SimBox(strategy, sims);
    }

    private static boolean isDialled(Resource resource) {
      return resource == Resource.E164_NDC || resource == Resource.E164_BLOCK;
    }

    private long number(NationalPlan plan) {
      List<PlanEntry> live =
          plan.entries().stream()
              .filter(each -> each.status() == PlanEntry.Status.IN_SERVICE)
              .filter(each -> each.usage() == PlanEntry.Usage.MOBILE)
              .filter(each -> isDialled(each.resource()))
              .filter(each ->
                  each.valid().holds(setting.first().atTime(12, 0).toInstant(ZoneOffset.UTC)))
              .toList();
      while (true) {
        long made = numberIn(plan, live.get(random.nextInt(live.size())));
        if (taken.add(made)) {
          return made;
        }
      }
    }

    private long numberIn(NationalPlan plan, PlanEntry entry) {
      int width = entry.codes().length();
      int code =
          random.nextInt(
              Integer.parseInt(entry.codes().first()), Integer.parseInt(entry.codes().last()) + 1);
      StringBuilder digits =
          new StringBuilder(plan.countryCode()).append(String.format("%0" + width + "d", code));
      int length = plan.countryCode().length() + entry.mostDigits();
      while (digits.length() < length) {
        digits.append((char) ('0' + random.nextInt(10)));
      }
      return Long.parseLong(digits.toString());
    }

    // Their days

    private boolean isRestDay(int day) {
      LocalDate date = setting.first().plusDays(day);
      return restDays.contains(date.getDayOfWeek().getValue());
    }

    private long midnight(int day) {
      return setting.first().plusDays(day).atStartOfDay(setting.zone()).toEpochSecond();
    }

    private void nationalDay(int day) {
      boolean rest = isRestDay(day);
      for (Subscriber from : home) {
        int calls = from.callsToday(rest, random);
        for (int i = 0; i < calls; i++) {
          int second = Subscriber.second(random);
          Subscriber to = home.get(from.contact(random));
          national(from, to, midnight(day) + second, from.cellAt(second, rest, cells, random));
        }
      }
      chatterOfSims(day);
    }

    /// Human-like boxes call among themselves, so that their SIMs are called too.
    private void chatterOfSims(int day) {
      SimBox box = boxes.get(BoxStrategy.HUMAN_LIKE);
      if (box == null) {
        return;
      }
      for (Subscriber sim : box.sims()) {
        for (int i = 0; i < 3; i++) {
          int second = Subscriber.second(random);
          Subscriber to = box.sims()[random.nextInt(box.sims().length)];
          national(sim, to, midnight(day) + second, box.cell(sim, second, cells, random));
        }
      }
    }

    private void national(Subscriber from, Subscriber to, long time, int cell) {
      boolean answered = random.nextInt(1_000) < PERMILLE_ANSWERED;
      int seconds = answered ? Subscriber.conversation(random) : 0;
      nationalLegs(from, to, time, 4 + random.nextInt(16), seconds, answered, cell);
    }

    /// @return whether the called network gave a record
    private boolean nationalLegs(
        Subscriber from, Subscriber to, long time, int ring, int seconds, boolean ok, int cell) {
      int cause = ok ? 16 : 17 + random.nextInt(3);
      mobile(
          from.network(),
          new Happened(
              Point.MOBILE_OUT,
              network(from.network()),
              from.number(),
              to.number(),
              time,
              ring,
              seconds,
              ok,
              cause,
              cell,
              from.device()));
      return mobile(
          to.network(),
          new Happened(
              Point.MOBILE_IN,
              network(to.network()),
              from.number(),
              to.number(),
              time,
              ring,
              seconds,
              ok,
              cause,
              to.home(),
              to.device()));
    }

    private boolean mobile(int network, Happened leg) {
      return network <= setting.imperfections().networks() && recorder.write(leg) > 0;
    }

    // Across the border

    private record Across(Subscriber from, Subscriber to, long time, boolean answered) {}

    private void acrossDay(int day) {
      List<Across> calls = new ArrayList<>();
      for (int i = 0; i < setting.across(); i++) {
        Subscriber from = away.get(random.nextInt(away.size()));
        Subscriber to = home.get(from.contact(random));
        boolean answered = random.nextInt(1_000) < PERMILLE_ANSWERED;
        calls.add(new Across(from, to, midnight(day) + Subscriber.second(random), answered));
      }
      calls.sort(Comparator.comparingLong(Across::time));
      calls.forEach(this::across);
    }

    private void across(Across call) {
      int pick = random.nextInt(10_000);
      for (SimBox box : boxes.values()) {
        if (pick < setting.bypassed()) {
          throughBox(call, box);
          return;
        }
        pick -= setting.bypassed();
      }
      if (pick < setting.refiled()) {
        refiled(call);
      } else {
        properly(call);
      }
    }

    private int origin(Across call, int trunk, long seizure, int ring, int seconds) {
      return recorder.write(
          new Happened(
              Point.GATEWAY_OUT,
              outgoingTrunk(trunk),
              call.from().number(),
              call.to().number(),
              seizure,
              ring,
              seconds,
              call.answered(),
              cause(call),
              0,
              0));
    }

    /// One unanswered call of ten fails in the network, the others at the called user.
    private static int cause(Across call) {
      if (call.answered()) {
        return 16;
      }
      return call.time() % 10 == 0 ? 34 : call.time() % 2 == 0 ? 17 : 19;
    }

    private void properly(Across call) {
      int trunk = 1 + random.nextInt(TRUNKS);
      int ring = 5 + random.nextInt(20);
      int seconds = call.answered() ? Subscriber.conversation(random) : 0;
      origin(call, trunk, call.time(), ring, seconds);
      arrival(call, incomingTrunk(trunk), call.from().number(), call.time() + 1, ring - 1, seconds);
    }

    private void refiled(Across call) {
      int ring = 6 + random.nextInt(20);
      int seconds = call.answered() ? Subscriber.conversation(random) : 0;
      int line = origin(call, 1 + random.nextInt(TRUNKS), call.time(), ring, seconds);
      long other = THIRD_COUNTRY * 1_000 + random.nextInt(1_000_000);
      arrival(call, abroad("in"), other, call.time() + 2, ring - 2, seconds);
      if (line > 0 && call.answered()) {
        passages.put(line, new Passage.Refiled());
      }
    }

    private void arrival(
        Across call, String trunk, long shown, long seizure, int ring, int seconds) {
      int cause = cause(call);
      recorder.write(
          new Happened(
              Point.GATEWAY_IN,
              trunk,
              shown,
              call.to().number(),
              seizure,
              ring,
              seconds,
              call.answered(),
              cause,
              0,
              0));
      mobile(
          call.to().network(),
          new Happened(
              Point.MOBILE_IN,
              network(call.to().network()),
              shown,
              call.to().number(),
              seizure,
              ring,
              seconds,
              call.answered(),
              cause,
              call.to().home(),
              call.to().device()));
    }

    private void throughBox(Across call, SimBox box) {
      int ring = 7 + random.nextInt(18);
      int seconds = call.answered() ? Subscriber.conversation(random) : 0;
      boolean pads = box.strategy() == BoxStrategy.PADDING && call.answered();
      int early = pads ? Math.min(ring, 3 + random.nextInt(20)) : 0;
      int late = pads && random.nextBoolean() ? random.nextInt(25) : 0;
      long answer = call.time() + ring;
      Subscriber first = box.take(call.time(), answer + seconds + late);
      if (first == null) {
        properly(call);
        return;
      }
      int line =
          origin(call, 1 + random.nextInt(TRUNKS), call.time(), ring - early, seconds + early);
      List<Long> sims = new ArrayList<>();
      boolean recorded = true;
      boolean splits = box.strategy() == BoxStrategy.SPLITTING && call.answered() && seconds > 40;
      int pieces = splits ? 2 + random.nextInt(2) : 1;
      long from = call.time();
      long end = answer + seconds + late;
      Subscriber sim = first;
      for (int piece = 0; piece < pieces; piece++) {
        int pieceRing = piece == 0 ? ring : 2 + random.nextInt(3);
        long pieceEnd = piece == pieces - 1 ? end : from + pieceRing + seconds / pieces;
        int length = call.answered() ? (int) Math.max(1, pieceEnd - from - pieceRing) : 0;
        sims.add(sim.number());
        recorded &= boxLegs(box, sim, call, from, pieceRing, length);
        from = pieceEnd + 1 + random.nextInt(2);
        Subscriber following = piece < pieces - 1 ? box.take(from, end) : null;
        sim = following == null ? sim : following;
      }
      if (line > 0 && call.answered()) {
        passages.put(line, new Passage.Bypassed(box.strategy(), sims, recorded));
      }
    }

    private boolean boxLegs(
        SimBox box, Subscriber sim, Across call, long seizure, int ring, int seconds) {
      int second = (int) Math.floorMod(seizure - start, 86_400L);
      int cell = box.cell(sim, second, cells, random);
      return nationalLegs(sim, call.to(), seizure, ring, seconds, call.answered(), cell);
    }

    // Planted misuse and honest look-alikes

    private void plant() {
      for (Misuse misuse : Misuse.values()) {
        if (setting.misuses().contains(misuse)) {
          subjects.put(misuse, plant(misuse));
        }
      }
    }

    private List<String> plant(Misuse misuse) {
      return switch (misuse) {
        case WANGIRI -> wangiri();
        case PREMIUM_RANGES -> premium();
        case FALSE_ANSWER -> falseAnswer();
        case ROBOCALLS -> robocalls();
        case PUMPING -> pumping();
        case UNALLOCATED -> unallocated();
        case CALL_CENTRE -> callCentre();
        case COURIER -> courier();
        case PROBE -> probe();
        case SATELLITE_OFFICE -> satelliteOffice();
      };
    }

    private Subscriber anyone() {
      return home.get(random.nextInt(home.size()));
    }

    private int lastDay() {
      return setting.days() - 1;
    }

    private Subscriber newLine() {
      return line(called, new int[1], 0, ++devices);
    }

    private List<String> wangiri() {
      List<String> numbers = new ArrayList<>();
      for (int source = 0; source < 3; source++) {
        long from = THIRD_COUNTRY * 1_000 + 9_000_000 + random.nextInt(1_000_000);
        numbers.add(String.valueOf(from));
        long begin = midnight(lastDay()) + (9 + source * 4) * 3_600L;
        for (int i = 0; i < 900; i++) {
          Subscriber to = anyone();
          long time = begin + random.nextInt(3_300);
          Across call = new Across(to, to, time, false);
          arrival(call, abroad("in"), from, time, 1 + random.nextInt(3), 0);
          if (random.nextInt(100) < 3) {
            long back = time + 60 + random.nextInt(5_000);
            outgoing(to, from, back, 3 + random.nextInt(4), 30 + random.nextInt(120));
          }
        }
      }
      return numbers;
    }

    private void outgoing(Subscriber from, long to, long time, int ring, int seconds) {
      recorder.write(
          Happened.answered(
              Point.GATEWAY_OUT, abroad("out"), from.number(), to, time, ring, seconds));
    }

    private List<String> premium() {
      List<String> prefixes = List.copyOf(new TreeSet<>(setting.premium()));
      List<String> numbers = new ArrayList<>();
      for (int exchange = 0; exchange < 4; exchange++) {
        Subscriber hacked = newLine();
        numbers.add(String.valueOf(hacked.number()));
        long begin = midnight(lastDay()) + 3_600;
        int sequence = random.nextInt(10_000);
        for (int i = 0; i < 160; i++) {
          String prefix = prefixes.get(random.nextInt(prefixes.size()));
          long to = Long.parseLong(prefix + String.format("%07d", 1_000_000 + sequence + i));
          outgoing(hacked, to, begin + random.nextInt(9_000), 2, 240 + random.nextInt(600));
        }
      }
      return numbers;
    }

    private List<String> falseAnswer() {
      String carrier = called.party() + "-third-false";
      recorder.clock(carrier, true);
      for (int day = 0; day < setting.days(); day++) {
        for (int i = 0; i < 800; i++) {
          long to = 298_000_000_000L + random.nextInt(1_000_000);
          long time = midnight(day) + Subscriber.second(random);
          boolean honest = random.nextInt(4) == 0;
          int seconds = honest ? Subscriber.conversation(random) : 1 + random.nextInt(9);
          recorder.write(
              Happened.answered(
                  Point.GATEWAY_OUT,
                  carrier,
                  anyone().number(),
                  to,
                  time,
                  honest ? 8 : random.nextInt(2),
                  seconds));
          long other = 297_000_000_000L + random.nextInt(1_000_000);
          boolean answered = random.nextInt(1_000) < PERMILLE_ANSWERED;
          recorder.write(
              new Happened(
                  Point.GATEWAY_OUT,
                  abroad("out"),
                  anyone().number(),
                  other,
                  time,
                  5 + random.nextInt(20),
                  answered ? Subscriber.conversation(random) : 0,
                  answered,
                  answered ? 16 : 17,
                  0,
                  0));
        }
      }
      return List.of(carrier);
    }

    private List<String> robocalls() {
      List<String> numbers = new ArrayList<>();
      for (int machine = 0; machine < 3; machine++) {
        Subscriber caller = newLine();
        numbers.add(String.valueOf(caller.number()));
        long time = midnight(lastDay()) + 9 * 3_600L;
        for (int i = 0; i < 700; i++) {
          boolean answered = random.nextInt(100) < 55;
          int seconds = answered ? 5 + random.nextInt(20) : 0;
          nationalLegs(caller, anyone(), time, 6, seconds, answered, caller.home());
          time += seconds + 8 + random.nextInt(12);
        }
      }
      return numbers;
    }

    private List<String> pumping() {
      long block = newLine().number() / 100 * 100;
      for (int i = 0; i < 400; i++) {
        long to = block + random.nextInt(100);
        long from = THIRD_COUNTRY * 1_000 + 5_000_000 + random.nextInt(1_000_000);
        long time = midnight(lastDay()) + 2 * 3_600L + random.nextInt(6_000);
        recorder.write(
            Happened.answered(
                Point.GATEWAY_IN, abroad("in"), from, to, time, 2, 3_000 + random.nextInt(3_600)));
      }
      return List.of(String.valueOf(block / 100));
    }

    private List<String> unallocated() {
      PlanEntry entry =
          called.entries().stream()
              .filter(each -> each.status() == PlanEntry.Status.RESERVED)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the plan reserves no range"));
      for (int i = 0; i < 120; i++) {
        long time = midnight(lastDay()) + Subscriber.second(random);
        recorder.write(
            new Happened(
                Point.GATEWAY_IN,
                abroad("in"),
                THIRD_COUNTRY * 1_000 + random.nextInt(1_000_000),
                numberIn(called, entry),
                time,
                1,
                0,
                false,
                1,
                0,
                0));
      }
      return List.of(called.countryCode() + entry.first());
    }

    private List<String> callCentre() {
      List<String> numbers = new ArrayList<>();
      for (int desk = 0; desk < 3; desk++) {
        Subscriber centre = newLine();
        numbers.add(String.valueOf(centre.number()));
        for (int day = 0; day < setting.days(); day++) {
          long time = midnight(day) + 8 * 3_600L;
          for (int i = 0; i < 120; i++) {
            boolean out = random.nextInt(10) < 6;
            national(out ? centre : anyone(), out ? anyone() : centre, time, centre.home());
            time += 200 + random.nextInt(60);
          }
        }
      }
      return numbers;
    }

    private List<String> courier() {
      List<String> numbers = new ArrayList<>();
      for (int man = 0; man < 5; man++) {
        Subscriber courier = newLine();
        numbers.add(String.valueOf(courier.number()));
        for (int day = 0; day < setting.days(); day++) {
          long time = midnight(day) + 9 * 3_600L;
          for (int i = 0; i < 60; i++) {
            national(courier, anyone(), time, 1 + random.nextInt(cells));
            time += 400 + random.nextInt(200);
          }
        }
      }
      return numbers;
    }

    private List<String> satelliteOffice() {
      List<String> prefixes = List.copyOf(new TreeSet<>(setting.premium()));
      List<String> numbers = new ArrayList<>();
      for (int office = 0; office < 20; office++) {
        Subscriber caller = anyone();
        numbers.add(String.valueOf(caller.number()));
        for (int day = 0; day < setting.days(); day++) {
          for (int i = 2 + random.nextInt(6); i > 0; i--) {
            String prefix = prefixes.get(random.nextInt(prefixes.size()));
            long to = Long.parseLong(prefix + String.format("%07d", random.nextInt(10_000_000)));
            long time = midnight(day) + Subscriber.second(random);
            outgoing(caller, to, time, 8, Subscriber.conversation(random));
          }
        }
      }
      return numbers;
    }

    private List<String> probe() {
      Subscriber probe = newLine();
      Subscriber[] answering = {newLine(), newLine(), newLine()};
      for (int day = 0; day < setting.days(); day++) {
        for (int i = 0; i < 96; i++) {
          long time = midnight(day) + i * 900L;
          nationalLegs(probe, answering[i % 3], time, 3, 20, true, probe.home());
        }
      }
      return List.of(String.valueOf(probe.number()));
    }
  }
}
