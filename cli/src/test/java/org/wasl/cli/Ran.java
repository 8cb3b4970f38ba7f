package org.wasl.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A command that ran in this process: its exit code and what it wrote.
record Ran(int exit, String out, String err) {
  /// The folder of the sources.
  static final Path ROOT = Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath();

  static Ran wasl(Object... words) {
    System.setProperty("wasl.countries", ROOT.resolve("countries").toString());
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      String[] arguments = new String[words.length];
      for (int i = 0; i < words.length; i++) {
        arguments[i] = words[i].toString();
      }
      int exit = Wasl.run(arguments);
      return new Ran(
          exit, written.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
