package org.wasl.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/// Wall time and processor time of this whole process, all threads, the compiler's included.
record Meter(double wallSeconds, double cpuSeconds) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// A result and what it took.
  record Measured<T>(T result, Meter took) {}

  static <T> Measured<T> run(Callable<T> work) throws Exception {
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    T result = work.call();
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    return new Measured<>(result, new Meter(wallSeconds, (SYSTEM.getProcessCpuTime() - cpu) / 1e9));
  }

  /// Whether DuckDB is not measured beside: on demand, or because it did not come along.
  static boolean isAlone() {
    if (Boolean.getBoolean("wasl.bench.alone")) {
      return true;
    }
    try {
      Class.forName("org.duckdb.DuckDBDriver");
      return false;
    } catch (ClassNotFoundException e) {
      System.out.println("DuckDB is not here; Wasl alone");
      return true;
    }
  }

  /// The least processor time of some runs of the same work.
  static <T> Measured<T> best(int runs, Callable<T> work) throws Exception {
    Measured<T> best = run(work);
    for (int i = 1; i < runs; i++) {
      Measured<T> next = run(work);
      if (next.took().cpuSeconds() < best.took().cpuSeconds()) {
        best = next;
      }
    }
    return best;
  }

  String text(long records) {
    return String.format(
        "wall %.2f s, CPU %.2f s, %.2f M/s, %.0f ns CPU each",
        wallSeconds, cpuSeconds, records / wallSeconds / 1e6, cpuSeconds * 1e9 / records);
  }
}
