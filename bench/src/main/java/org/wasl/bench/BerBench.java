package org.wasl.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.wasl.voice.ber.BerFile;
import org.wasl.voice.ber.GatewayRecord;
import org.wasl.voice.generation.BerCalls;

/// Decodes a file of 3GPP TS 32.297 with records of outgoing gateways (TS 32.298) on one thread:
/// numbers, times, duration, trunk, causes.
final class BerBench {
  private BerBench() {}

  private static final class Summing implements BerFile.Taking {
    long calls;
    long seconds;
    long times;
    long damaged;

    @Override
    public void call(GatewayRecord call, int offset, int end) {
      calls++;
      seconds += call.duration();
      times += call.time();
    }

    @Override
    public void other(int tag, int offset, int end) {
      damaged++;
    }

    @Override
    public void damaged(int offset, int at, String reason) {
      damaged++;
    }
  }

  private static int seconds(int i) {
    return 1 + i % 900;
  }

  private static byte[] file(int records) {
    List<byte[]> all = new ArrayList<>(records);
    Instant start = Instant.parse("2026-09-01T00:00:00Z");
    for (int i = 0; i < records; i++) {
      BerCalls.Plain call =
          new BerCalls.Plain(
              BerCalls.Kind.OUTGOING_GATEWAY,
              Long.toString(999_900_000_000L + i * 7L % 99_999_999),
              Long.toString(8_887_900_000_000L + i * 13L % 99_999_999),
              start.plusSeconds(i),
              seconds(i),
              true,
              "TG" + i % 40,
              0,
              "c" + i,
              -1);
      all.add(BerCalls.record(call, ZoneOffset.ofHours(3), BerCalls.Habits.PLAIN));
    }
    return BerCalls.chargingFile(all, 1);
  }

  static void run(int records) throws Exception {
    byte[] file = file(records);
    long expected = 0;
    for (int i = 0; i < records; i++) {
      expected += seconds(i);
    }
    for (int i = 0; i < 6; i++) {
      Meter.Measured<Summing> read =
          Meter.run(() -> {
            Summing sum = new Summing();
            new BerFile(file).walk(sum);
            return sum;
          });
      if (read.result().calls != records || read.result().seconds != expected) {
        throw new IllegalStateException("records were lost");
      }
      System.out.printf(
          "%,d records, %,d bytes: %s (aim 8 M/s a core)%n",
          records, file.length, read.took().text(records));
    }
  }
}
