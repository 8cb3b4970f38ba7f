package org.wasl.terms.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void replacesWhatAnEarlierWriterLeftUnfinished() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(folder.resolve("password.part"), "cut off in the mid");
    WholeFile.writeSecret(file, new byte[] {1, 2, 3});
    WholeFile.writeSecret(file, new byte[] {4});
    assertArrayEquals(new byte[] {4}, Files.readAllBytes(file));
    assertFalse(Files.exists(folder.resolve("password.part")));
  }

  @Test
  void aSecretIsForItsOwnerFromItsFirstByteOn() throws IOException {
    Files.writeString(folder.resolve("key.part"), "");
    Files.setPosixFilePermissions(
        folder.resolve("key.part"), PosixFilePermissions.fromString("rw-rw-rw-"));
    WholeFile.writeSecret(folder.resolve("key"), new byte[] {7});
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))));
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("settings");
    WholeFile.write(file, new byte[] {1});
    Files.createDirectories(folder.resolve("settings.part/in-the-way"));
    assertThrows(IOException.class, () -> WholeFile.write(file, new byte[] {2}));
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
  }

  @Test
  void deletesATreeButNotWhatALinkInItPointsTo() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "stays");
    Path tree = Files.createDirectories(folder.resolve("tree/deep"));
    Files.createSymbolicLink(tree.resolve("link"), kept);
    WholeFile.deleteTree(folder.resolve("tree"));
    assertFalse(Files.exists(folder.resolve("tree")));
    assertTrue(Files.exists(kept.resolve("file")));
  }
}
