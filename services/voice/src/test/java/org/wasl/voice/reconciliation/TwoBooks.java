package org.wasl.voice.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;

/// Calls of one month in the books of two sides, each by its own clocks, with differences planted.
final class TwoBooks {
  static final PartyId US = new PartyId("aa");
  static final PartyId THEM = new PartyId("bb");
  static final long START = 1_788_220_800L;

  private static final int DAYS = 30;

  /// The same call in both books.
  record Both(Masked ours, Masked theirs) {}

  final List<Masked> ours = new ArrayList<>();
  final List<Masked> theirs = new ArrayList<>();
  final List<Both> both = new ArrayList<>();

  int onlyOurs;
  int onlyTheirs;
  int otherNumber;
  int longer;
  int twice;
  private final int calls;
  private int skew;
  private int driftADay;

  TwoBooks(int calls) {
    this.calls = calls;
  }

  /// Their clocks are so many seconds ahead of ours (the second trunk group's half as many), and
  /// gain so many seconds a day.
  TwoBooks skew(int seconds, int aDay) {
    this.skew = seconds;
    this.driftADay = aDay;
    return this;
  }

  int planted() {
    return onlyOurs + onlyTheirs + otherNumber + longer + twice;
  }

  static LineKey key(long time) {
    long second = time - START;
    LocalDate day = LocalDate.of(2026, 9, 1).plusDays(Math.floorDiv(second, 86_400));
    long hour = Math.floorMod(second, 86_400) / 3_600;
    return new LineKey("aa-bb", "mobile", day, hour >= 8 && hour < 20 ? "peak" : "offpeak");
  }

  static LineKey at(LineKey line, long moment) {
    return key(moment);
  }

  private static Masked call(long token, int other, long time, int seconds, String trunk) {
    return new Masked(key(time), token, other, time, seconds, seconds, seconds * 1_000L, trunk);
  }

  /// Gives the calls of a trunk group of each side another trunk's name.
  void rename(String oursWas, String theirsWas, String name) {
    ours.replaceAll(call -> renamed(call, oursWas, name));
    theirs.replaceAll(call -> renamed(call, theirsWas, name));
  }

  private static Masked renamed(Masked call, String was, String name) {
    return call.trunk().equals(was)
        ? call(call.token(), call.other(), call.time(), call.seconds(), name)
        : call;
  }

  /// Every tenth duration is longer by a second on their side; answers lie up to a second apart.
  ///
  /// @param onePlantedIn of so many calls about one differs; 0 for none
  void make(long seed, int onePlantedIn) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < calls; i++) {
      long token = new SplittableRandom(random.nextInt(calls / 2)).nextLong();
      int other = random.nextInt(65_536);
      long time = START + 1_000 + random.nextInt(DAYS * 86_400 - 2_000);
      int seconds = random.nextInt(3) == 0 ? 0 : 5 + random.nextInt(600);
      int trunk = 1 + random.nextInt(2);
      long ahead = skew / trunk + driftADay * (time - START) / 86_400;
      long late = time + ahead + random.nextInt(2);
      int more = seconds > 0 && random.nextInt(10) == 0 ? 1 : 0;
      Masked mine = call(token, other, time, seconds, "a-" + trunk);
      Masked their = call(token, other, late, seconds + more, "b-" + trunk);
      int fate = onePlantedIn == 0 ? 9 : random.nextInt(onePlantedIn * 5);
      switch (fate) {
        case 0 -> {
          onlyTheirs++;
          theirs.add(their);
        }
        case 1 -> {
          onlyOurs++;
          ours.add(mine);
        }
        case 2 -> {
          otherNumber++;
          ours.add(mine);
          theirs.add(call(token, other ^ 1, late, seconds, "b-" + trunk));
        }
        case 3 -> {
          longer++;
          ours.add(mine);
          theirs.add(call(token, other, late, seconds + 3_000, "b-" + trunk));
        }
        case 4 -> {
          twice++;
          ours.add(mine);
          ours.add(call(token, other, time + 1, seconds, "a-" + trunk));
          theirs.add(their);
        }
        default -> {
          ours.add(mine);
          theirs.add(their);
          both.add(new Both(mine, their));
        }
      }
    }
  }
}
