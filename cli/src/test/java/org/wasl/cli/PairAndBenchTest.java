package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairAndBenchTest {
  @TempDir private Path folder;

  private Path home(String us, String them) throws IOException {
    Path home = Ran.settings(folder.resolve(us), us, them);
    assertEquals(0, Ran.wasl("node", "init", home).exit());
    return home;
  }

  @Test
  void bothSidesReadTheSameTwelveWordsAndThePeerIsThereOnceTheyConfirm() throws IOException {
    Path one = home("sy", "iq");
    Path other = home("iq", "sy");
    Ran here = Ran.wasl("pair", one, other.resolve("anchor.json"));
    Ran there = Ran.wasl("pair", other, one.resolve("anchor.json"));
    assertEquals(0, here.exit(), here.err());
    assertEquals(12, here.out().strip().split(" ").length);
    assertEquals(here.out(), there.out());
    assertEquals(here.out(), Ran.wasl("node", "pair", one, other.resolve("anchor.json")).out());
    assertEquals(1, Ran.wasl("doctor", one).exit());
    assertEquals(0, Ran.wasl("pair", one, other.resolve("anchor.json"), "--confirmed").exit());
    Ran doctor = Ran.wasl("doctor", one);
    assertEquals(0, doctor.exit(), doctor.out());
  }

  @Test
  void withoutTheMeasurementsItIsSaidWhereTheyAre() {
    System.clearProperty("wasl.bench");
    Ran ran = Ran.wasl("bench", "post");
    assertEquals(3, ran.exit());
    assertTrue(ran.err().contains("./wasl bench"), ran.err());
    assertEquals(2, Ran.wasl("bench", "nothing").exit());
  }

  @Test
  void aMeasurementGetsItsWordsAndItsExitCodeComesBack() throws Exception {
    Path source =
        Files.writeString(
            Files.createDirectories(folder.resolve("org/wasl/bench")).resolve("VoiceBench.java"),
            "package org.wasl.bench; class VoiceBench { public static void main(String[] words)"
                + " throws Exception { java.nio.file.Files.writeString(java.nio.file.Path.of(words[1]),"
                + " words[0]); System.exit(words[0].equals(\"rate\") ? 0 : 7); } }");
    Process compiler =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                source.toString())
            .start();
    assertTrue(compiler.waitFor(1, TimeUnit.MINUTES));
    System.setProperty("wasl.bench", folder.toString());
    try {
      for (String word : List.of("rate", "match")) {
        Path told = folder.resolve(word);
        assertEquals(word.equals("rate") ? 0 : 1, Ran.wasl("bench", "voice", word, told).exit());
        assertEquals(word, Files.readString(told));
      }
    } finally {
      System.clearProperty("wasl.bench");
    }
  }
}
