package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wasl.voice.bulk.BulkReport;

/// One, ten and a hundred million calls through the same pass: the processor time of a million and
/// the most memory, so that it is seen that cost grows with the calls alone and memory does not.
/// Telling repeats takes 13 bytes a call besides; that is measured apart.
final class SizesBench {
  static final long MOST = 100_000_000;
  private static final long LEAST = 1_000_000;
  private static final long BYTES_A_CALL = 56;
  private static final long LEFT_FREE = 1L << 30;
  private static final int RUNS = 2;

  private SizesBench() {}

  /// @param most calls of the largest file
  static void run(Path folder, int prefixes, long most) throws Exception {
    for (long records = LEAST; records <= most; records *= 10) {
      if (!hasRoom(folder, records)) {
        return;
      }
      CallFile calls = CallFile.make(folder, records, prefixes);
      if (records == LEAST) {
        // the compiler's time is told once, not for each size
        print("warming up", records, Meter.run(() -> VoiceBench.wasl(calls, false, 2)));
      }
      measure(calls, false);
      measure(calls, true);
      Files.delete(calls.file());
    }
  }

  private static void measure(CallFile calls, boolean dropDuplicates) throws Exception {
    System.gc();
    PeakMemory.forget();
    print(
        dropDuplicates ? "duplicates out" : "rated",
        calls.records(),
        Meter.best(RUNS, () -> VoiceBench.wasl(calls, dropDuplicates, 2)));
  }

  private static void print(String what, long records, Meter.Measured<BulkReport> measured)
      throws IOException {
    System.out.printf(
        "%,13d calls, %-15s %s, CPU %.3f s a million, most memory %,d MiB%n",
        records,
        what + ":",
        measured.took().text(records),
        measured.took().cpuSeconds() * 1e6 / records,
        PeakMemory.mebibytes());
  }

  private static boolean hasRoom(Path folder, long records) throws IOException {
    long wanted = records * BYTES_A_CALL + LEFT_FREE;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < wanted) {
      System.out.printf(
          "%,d calls need %,d MiB in %s, %,d are free; set -Djava.io.tmpdir or TMPDIR to another"
              + " folder / لا تكفي المساحة الحرة في هذا المجلد%n",
          records, wanted >> 20, folder, free >> 20);
    }
    return free >= wanted;
  }
}
