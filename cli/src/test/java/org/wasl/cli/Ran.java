package org.wasl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A command that ran in this process: its exit code and what it wrote.
record Ran(int exit, String out, String err) {
  /// The folder of the sources.
  static final Path ROOT = Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath();

  /// The settings of a node that is never started.
  static Path settings(Path home, String us, String them) throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("wasl.properties"),
        "wasl.party=%s\nwasl.peer=%s\nwasl.countries=%s\nwasl.console.port=18080\nwasl.peer.port=18443\n"
            .formatted(us, them, ROOT.resolve("countries")));
    return home;
  }

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
