package org.wasl.voice.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.LegFile.Reason;
import org.wasl.voice.wire.LegCsv;

/// The folder of leg files: what stands in it that is none, or too much.
class LegFolderTest {
  @TempDir Path home = Path.of(".");

  private static byte[] oneLeg(long seizure) {
    return LegCsv.write(
        List.of(
            new Leg(Leg.Point.GATEWAY_IN, "g1", 999, 888, seizure, 3, 61, true, 16, 5, 0, 0, 1)));
  }

  private static List<String> told(LegFolder folder) {
    return folder.summaries().stream()
        .map(each ->
            each.name()
                + " "
                + each.accepted()
                + " "
                + each.flaws().stream().map(LegFile.Flaw::reason).toList())
        .toList();
  }

  @Test
  void aFileOfAnotherKindOrAnEmptyOneIsNamedAndHidesNoOther() throws IOException {
    LegFolder folder = new LegFolder(home);
    Files.write(home.resolve("empty.csv"), new byte[0]);
    Files.writeString(home.resolve("foreign.csv"), "id,a,b\n1,2,3\n");
    folder.add("good.csv", oneLeg(1_790_000_000));
    assertEquals(1, folder.between(0, Long.MAX_VALUE).size());
    assertEquals(1, folder.gatewayBetween(0, Long.MAX_VALUE).size());
    assertEquals(
        List.of(
            "empty.csv 0 " + List.of(Reason.FOREIGN),
            "foreign.csv 0 " + List.of(Reason.FOREIGN),
            "good.csv 1 []"),
        told(folder));
    folder.add("foreign.csv", oneLeg(1_790_000_100));
    assertEquals(2, folder.between(0, Long.MAX_VALUE).size(), "the right one in its place");
    assertThrows(
        IllegalArgumentException.class,
        () -> folder.add("other.csv", "id,a\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void filesBeyondThoseThatAreReadAreCountedAndTheFirstIsNamed() throws IOException {
    LegFolder folder = new LegFolder(home, 2);
    for (String name : List.of("a", "b", "c", "d")) {
      folder.add(name + ".csv", oneLeg(1_790_000_000));
    }
    assertEquals(2, folder.between(0, Long.MAX_VALUE).size());
    assertEquals(2, folder.unreadFiles());
    assertEquals(
        List.of("c.csv 0 " + List.of(Reason.TOO_MANY_FILES), "a.csv 1 []", "b.csv 1 []"),
        told(folder));
    Files.delete(home.resolve("a.csv"));
    Files.delete(home.resolve("b.csv"));
    assertEquals(0, folder.unreadFiles());
    assertEquals(List.of("c.csv 1 []", "d.csv 1 []"), told(folder));
  }
}
