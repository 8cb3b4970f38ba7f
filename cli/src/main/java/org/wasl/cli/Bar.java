package org.wasl.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.wasl.terms.Progress;

/// How far long work is, as one line on the terminal that standard error goes to. Where it goes to
/// a file or a pipe, nothing is written. The line is gone when the work is done.
final class Bar implements Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final long PAUSE = 100_000_000;
  private static final String CLEAR = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private long drawn;
  private boolean begun;

  /// @param nanos a clock that only goes forward
  Bar(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  static Bar open() {
    return new Bar(System.err, isTerminal(), System::nanoTime);
  }

  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return (target.startsWith("/dev/pts/")
              || target.startsWith("/dev/tty")
              || target.equals("/dev/console"))
          && !"dumb".equals(System.getenv("TERM"));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void report(String task, long done, long total) {
    long now = nanos.getAsLong();
    if (!terminal || (begun && now - drawn < PAUSE && done != total)) {
      return;
    }
    begun = true;
    drawn = now;
    out.print(CLEAR + line(task, done, total));
    out.flush();
  }

  private static String line(String task, long done, long total) {
    if (total <= 0) {
      return task + " " + done;
    }
    int full = (int) (WIDTH * Math.min(done, total) / total);
    return task + " [" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + done + " / " + total;
  }

  /// Takes the line away.
  @Override
  public synchronized void close() {
    if (begun) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
