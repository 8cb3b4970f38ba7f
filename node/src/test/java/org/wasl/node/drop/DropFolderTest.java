package org.wasl.node.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.node.drop.DropFolder.Result;
import org.wasl.terms.Refusal;

class DropFolderTest {
  @TempDir Path folder = Path.of(".");

  private final List<String> taken = new ArrayList<>();

  private DropFolder drop() {
    return new DropFolder(
        folder,
        (name, bytes) -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          if (text.equals("bad")) {
            return new Result.Refused(Refusal.of("test.bad", "لا", "no"));
          }
          taken.add(text);
          return new Result.Taken("read 1\n");
        });
  }

  private static Instant later() {
    return Instant.now().plusSeconds(60);
  }

  @Test
  void aFileIsTakenOnceAndKeptWithItsReport() throws IOException {
    DropFolder drop = drop();
    Files.writeString(folder.resolve("a.csv"), "one");
    assertEquals(1, drop.look(later()));
    assertEquals(0, drop.look(later()));
    assertEquals(List.of("one"), taken);
    assertEquals("one", Files.readString(folder.resolve("done/a.csv")));
    assertEquals(
        Optional.of(new DropFolder.Fate(true, "read 1\n")), DropFolder.fate(folder, "a.csv"));
  }

  /// A database that is away is back before long; a fault of ours is seen in the log.
  @Test
  void aFileAtWhichTheTakerFailsStaysAndStopsNoOther() throws IOException {
    List<String> done = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    boolean[] isBack = {false};
    DropFolder drop =
        new DropFolder(
            folder,
            (name, _) -> {
              tried.add(name);
              if (name.startsWith("a") && !isBack[0]) {
                throw new IllegalStateException("the database is away");
              }
              done.add(name);
              return new Result.Taken("read 1\n");
            });
    Files.writeString(folder.resolve("a.csv"), "one");
    Files.writeString(folder.resolve("b.csv"), "two");
    String told = assertThrows(IllegalStateException.class, () -> drop.look(later())).toString();
    assertTrue(told.contains("a.csv"), told);
    assertEquals(List.of("b.csv"), done);
    assertTrue(Files.exists(folder.resolve("a.csv")));
    Files.writeString(folder.resolve("c.csv"), "three");
    assertThrows(IllegalStateException.class, () -> drop.look(later()));
    assertEquals(List.of("a.csv", "b.csv", "c.csv", "a.csv"), tried, "what failed comes last");
    done.remove("c.csv");
    isBack[0] = true;
    assertEquals(1, drop.look(later()));
    assertEquals(List.of("b.csv", "a.csv"), done);
  }

  @Test
  void aFileThatIsStillWrittenWaits() throws IOException {
    DropFolder drop = drop();
    Files.writeString(folder.resolve("slow.csv.part"), "half");
    Files.writeString(folder.resolve("young.csv"), "half");
    assertEquals(0, drop.look(Instant.now()));
    assertEquals(1, drop.look(later()));
    assertTrue(Files.exists(folder.resolve("slow.csv.part")));
  }

  @Test
  void aRefusedFileIsKeptWithTheReasonInBothLanguages() throws IOException {
    Files.writeString(folder.resolve("b.csv"), "bad");
    DropFolder drop = drop();
    drop.look(later());
    assertEquals("bad", Files.readString(folder.resolve("refused/b.csv")));
    assertEquals("لا\nno\n", Files.readString(folder.resolve("refused/b.csv.txt")));
    assertFalse(Files.exists(folder.resolve("b.csv")));
  }

  @Test
  void ofAFileThatNamesPeopleOnlyWhatCameOfItStays() throws IOException {
    DropFolder drop =
        new DropFolder(
            folder,
            (name, _) ->
                new Result.Gone(
                    name.startsWith("bad")
                        ? new Result.Refused(Refusal.of("test.bad", "لا", "no"))
                        : new Result.Taken("read 1\n")));
    for (int i = 0; i < 2; i++) {
      Files.writeString(folder.resolve("a.edi"), "names");
      Files.writeString(folder.resolve("bad.edi"), "names");
      assertEquals(2, drop.look(later()));
    }
    assertEquals(
        Optional.of(new DropFolder.Fate(true, "read 1\n")), DropFolder.fate(folder, "a.edi"));
    assertEquals("لا\nno\n", Files.readString(folder.resolve("refused/bad.edi.txt")));
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(
          Set.of("a.edi.txt", "a.edi.2.txt", "bad.edi.txt", "bad.edi.2.txt"),
          all.filter(Files::isRegularFile)
              .map(each -> each.getFileName().toString())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void aFileThatIsTooLargeStaysUnlessItMayNamePeople() throws IOException {
    for (DropFolder drop : List.of(drop(), DropFolder.ofNames(folder, (_, _) -> fail()))) {
      try (RandomAccessFile file =
          new RandomAccessFile(folder.resolve("large.edi").toFile(), "rw")) {
        file.setLength(DropFolder.MOST_BYTES + 1);
      }
      assertEquals(1, drop.look(later()));
    }
    assertTrue(Files.exists(folder.resolve("refused/large.edi")));
    assertTrue(Files.exists(folder.resolve("refused/large.edi.2.txt")));
    assertFalse(Files.exists(folder.resolve("refused/large.edi.2")));
    assertFalse(Files.exists(folder.resolve("large.edi")));
  }

  @Test
  void theSameNameAgainOverwritesNothing() throws IOException {
    DropFolder drop = drop();
    Files.writeString(folder.resolve("a.csv"), "one");
    drop.look(later());
    Files.writeString(folder.resolve("a.csv"), "two");
    drop.look(later());
    assertEquals("one", Files.readString(folder.resolve("done/a.csv")));
    assertEquals("two", Files.readString(folder.resolve("done/a.csv.2")));
  }
}
