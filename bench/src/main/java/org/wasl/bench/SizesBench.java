package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.voice.bulk.BulkReport;

/// One, ten and a hundred million calls through the same pass: the processor time of a million and
/// the most memory, so that it is seen that cost grows with the calls alone and memory does not.
/// Telling repeats takes 13 bytes a call besides; that is measured apart.
final class SizesBench {
  static final long MOST = 100_000_000;
  private static final long LEAST = 1_000_000;
  private static final long BYTES_A_CALL = 56;
  private static final long LEFT_FREE = 1L << 30;
  private static final int RUNS = 3;
  private static final int WARMING = 10;

  private SizesBench() {}

  /// @param most calls of the largest file
  static void run(Path folder, int prefixes, long most) throws Exception {
    List<CallFile> files = new ArrayList<>();
    for (long records = LEAST; records <= most && hasRoom(folder, records); records *= 10) {
      files.add(CallFile.make(folder, records, prefixes));
    }
    if (files.isEmpty()) {
      return;
    }
    warmUp(files.getFirst());
    for (CallFile calls : files) {
      measure("rated", calls, () -> Meter.best(RUNS, () -> VoiceBench.wasl(calls, false, 2)));
    }
    for (CallFile calls : files) {
      measure("duplicates out", calls, () -> Meter.run(() -> VoiceBench.wasl(calls, true, 2)));
    }
  }

  /// The compiler's time is told once, not for each size.
  private static void warmUp(CallFile calls) throws Exception {
    measure("first run", calls, () -> Meter.run(() -> VoiceBench.wasl(calls, false, 2)));
    for (int i = 0; i < WARMING; i++) {
      VoiceBench.wasl(calls, i % 2 == 0, 2);
    }
  }

  private static void measure(
      String what, CallFile calls, Callable<Meter.Measured<BulkReport>> work) throws Exception {
    System.gc();
    PeakMemory.forget();
    Meter took = work.call().took();
    System.out.printf(
        "%,11d calls, %-15s wall %.2f s, CPU %.2f s, %.2f M/s, CPU %.3f s a million, most memory"
            + " %,d MiB%n",
        calls.records(),
        what + ":",
        took.wallSeconds(),
        took.cpuSeconds(),
        calls.records() / took.wallSeconds() / 1e6,
        took.cpuSeconds() * 1e6 / calls.records(),
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
