package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong says what, where, why and what to do, in both languages, and no stack trace.
class ProblemTest {
  @TempDir private Path folder;

  private static void isTold(int exit, String where, Ran ran) {
    assertEquals(exit, ran.exit(), ran.err());
    assertTrue(ran.err().contains(where), ran.err());
    for (String part : new String[] {"why: ", "what to do: ", "لماذا: ", "ما العمل: "}) {
      assertTrue(ran.err().contains(part), ran.err());
    }
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = folder.resolve("absent.zip");
    isTold(3, "where: " + absent, Ran.wasl("verify", absent, "--trust", folder));
  }

  @Test
  void aHomeWithoutSettingsIsNamed() {
    isTold(3, folder.resolve("wasl.properties").toString(), Ran.wasl("node", "init", folder));
  }

  @Test
  void anUnknownKeyOfTheSettingsIsNamed() throws IOException {
    Files.writeString(folder.resolve("wasl.properties"), "wasl.partty=aa\n");
    isTold(4, "wasl.partty", Ran.wasl("node", "init", folder));
  }

  @Test
  void aPortThatIsNoNumberIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("wasl.properties"),
        "wasl.party=aa\nwasl.peer=bb\nwasl.countries=.\nwasl.console.port=http\n");
    isTold(4, "wasl.console.port", Ran.wasl("node", "init", folder));
  }

  @Test
  void aFileThatIsNoReceiptHasNotItsForm() throws IOException {
    Path file = Files.writeString(folder.resolve("note"), "no note\n");
    isTold(4, "line ", Ran.wasl("log", "inspect", file));
  }

  @Test
  void whatIsWrongInAFileIsSaidInArabicToo() throws IOException {
    Path note = Files.writeString(folder.resolve("note"), "no note\n");
    assertTrue(Ran.wasl("log", "inspect", note).err().contains("السطر 1: المتوقع سطر فارغ"));
    Path anchor = Files.writeString(folder.resolve("anchor.json"), "{\"a\":");
    Path receipt = Files.writeString(folder.resolve("receipt.zip"), "PK");
    assertTrue(
        Ran.wasl("verify", receipt, "--trust", anchor).err().contains(anchor + " عند "), "place");
  }

  @Test
  void aFileThatCannotBeWhatIsMeantIsNotEvenRead() throws IOException {
    Path huge = folder.resolve("huge.zip");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(65L << 20);
    }
    isTold(4, "larger than 64 MiB", Ran.wasl("log", "inspect", huge));
  }

  @Test
  void anAnchorThatIsNoJsonIsNamedWithThePlace() throws IOException {
    Path receipt = Files.writeString(folder.resolve("receipt.zip"), "PK");
    Path anchor = Files.writeString(folder.resolve("anchor.json"), "{\"a\":");
    isTold(4, anchor.toString(), Ran.wasl("verify", receipt, "--trust", anchor));
  }

  @Test
  void aBackupIsNotWrittenOverAnother() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(home.resolve("wasl.properties"), "");
    Files.writeString(full.resolve("MANIFEST"), "");
    isTold(1, home.resolve("wasl.properties").toString(), restoreOver(full, home));
  }

  private static Ran restoreOver(Path backup, Path home) throws IOException {
    Files.writeString(backup.resolve("wasl.properties"), "x");
    String digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    Files.writeString(backup.resolve("MANIFEST"), digest + "  wasl.properties\n");
    return Ran.wasl("restore", backup, home);
  }

  @Test
  void anUnknownPartyIsWrongUseAndTheKnownOnesAreNamed() {
    Ran ran = Ran.wasl("numbering", "routing", "zz", folder.resolve("out.csv"));
    isTold(2, "zz", ran);
  }

  @Test
  void wrongUseSaysWhatIsMeantAndWhereToRead() {
    isTold(2, "wasl voice rate --help", Ran.wasl("voice", "rate", "file.csv"));
    String rate = "voice rate f --as sy --with iq --month 2026-09 ";
    isTold(2, "--treads", Ran.wasl((Object[]) (rate + "--treads 2").split(" ")));
    isTold(2, "", Ran.wasl("voic"));
    isTold(2, "", Ran.wasl());
    isTold(2, "64", Ran.wasl((Object[]) (rate + "--threads 65").split(" ")));
    isTold(2, "many", Ran.wasl("twin", "--seeds", "many"));
  }

  @Test
  void aTraceComesWhenItIsAskedFor() {
    Ran ran = Ran.wasl("verify", folder.resolve("absent"), "--trust", folder, "--trace");
    assertEquals(3, ran.exit());
    assertTrue(ran.err().contains("\tat org.wasl.cli.Verify"), ran.err());
  }

  @Test
  void whereJsonWasAskedForTheProblemIsTheAnswer() {
    Path absent = folder.resolve("absent");
    Ran ran = Ran.wasl("verify", absent, "--trust", folder, "--json");
    assertEquals(3, ran.exit());
    assertTrue(ran.out().startsWith("{\"problem\":{"), ran.out());
    assertTrue(ran.out().contains("\"exit\":3"), ran.out());
  }
}
