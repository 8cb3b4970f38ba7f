package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that this process had resident, as Linux counts it.
final class PeakMemory {
  private PeakMemory() {}

  static long mebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        / 1_024;
  }

  /// Counts anew from what is resident now (proc(5), clear_refs).
  static void forget() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }
}
