package org.wasl.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.SplittableRandom;
import org.wasl.post.ItemId;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.checking.CheckedInterchange;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.StaediChecker;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.table.EdiTables;

/// Megabytes of PREDES checked a second of processor time, with every segment, group, element,
/// code, identifier, day and total; beside StAEDI with the same definitions (which knows nothing of
/// identifiers, days and totals) on the same octets in the same run. Both must find nothing in the
/// good interchange and the one planted fault in the other.
///
///     bench edi [DISPATCHES]
public final class EdiBench {
  private static final int RECEPTACLES = 20;
  private static final int ITEMS = 20;

  private EdiBench() {}

  /// @param arguments how many dispatches; 2,000 when not said
  public static void main(String[] arguments) throws Exception {
    int dispatches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    byte[] good = interchange(dispatches);
    byte[] wrong = good.clone();
    int at = new String(good, ISO_8859_1).lastIndexOf("+KGM:") + 1;
    wrong[at] = 'X';
    EdiTables tables = EdiTables.wasl1();
    Checker checker = new Checker(tables, Strictness.FULL, EdiLimits.USUAL);
    StaediChecker staedi = new StaediChecker(tables);
    require(1, checker.check("wrong", wrong).findings().size());
    require(1, staedi.check(wrong).size());
    for (int i = 0; i < 3; i++) {
      Meter.Measured<CheckedInterchange> ours = Meter.best(5, () -> checker.check("good", good));
      require(0, ours.result().findings().size());
      Meter.Measured<Integer> theirs = Meter.best(2, () -> staedi.check(good).size());
      require(0, theirs.result());
      double megabytes = good.length / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%,d segments, %.1f MB: Wasl %.0f MB/CPU-s, StAEDI %.1f MB/CPU-s, ratio %.1f%n",
          ours.result().segments(),
          megabytes,
          megabytes / ours.took().cpuSeconds(),
          megabytes / theirs.took().cpuSeconds(),
          theirs.took().cpuSeconds() / ours.took().cpuSeconds());
    }
  }

  private static void require(int expected, int found) {
    if (found != expected) {
      throw new IllegalStateException(found + " findings, " + expected + " expected");
    }
  }

  private static byte[] interchange(int dispatches) {
    SplittableRandom random = new SplittableRandom(41);
    ByteArrayOutputStream out = new ByteArrayOutputStream(dispatches * 20_000);
    write(out, "UNB+UNOC:3+XA101:ZZ+XB101:ZZ+260101:1200+1++PREDES'");
    for (int i = 0; i < dispatches; i++) {
      String dispatch = "XACITAXBTWNBAEN6%04d".formatted(i % 9_999 + 1);
      StringBuilder text = new StringBuilder("UNH+" + (i + 1) + "+PREDES:2:1:UN'");
      text.append("BGM+335+" + dispatch + "+9'DTM+137:202601011200:203'");
      text.append("DTM+132:202601020600:203'LOC+84+XACITA'LOC+85+XBTWNB'TDT+20+RB412+4'");
      for (int bag = 1; bag <= RECEPTACLES; bag++) {
        int last = bag == RECEPTACLES ? 1 : 0;
        text.append("GID+" + bag + "+1:BG'PCI+30+" + dispatch);
        text.append("%03d%d00141'MEA+WT+AAD+KGM:14.1'".formatted(bag, last));
        for (int item = 0; item < ITEMS; item++) {
          String id = ItemId.of("EE", random.nextInt(ItemId.MAX_SERIAL), "XA").value();
          text.append("RFF+ABO:" + id + "'MEA+WT+AAB+KGM:");
          text.append(random.nextInt(10)).append('.').append(random.nextInt(100, 1_000));
          text.append('\'');
        }
      }
      text.append("CNT+1:" + RECEPTACLES + "'UNT+");
      text.append(9 + RECEPTACLES * (3 + 2 * ITEMS)).append("+" + (i + 1) + "'");
      write(out, text.toString());
    }
    write(out, "UNZ+" + dispatches + "+1'");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(ISO_8859_1));
  }
}
