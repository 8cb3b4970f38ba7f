package org.wasl.terms.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes files so that a reader, or the next start after a crash, finds the new file whole, or
/// what was there before: the bytes go to `NAME.part` beside it, to the disk, and then to their
/// name. One writer a name at a time.
public final class WholeFile {
  private static final FileAttribute<?>[] OPEN_TO_ALL = {};
  private static final FileAttribute<?>[] OPEN_TO_OWNER = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private WholeFile() {}

  /// Writes or replaces a file.
  ///
  /// @throws IOException when the disk does not take it; the old file is still there then
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, OPEN_TO_ALL);
  }

  /// Writes or replaces a file that nobody but its owner may ever read.
  ///
  /// @throws IOException when the disk does not take it; the old file is still there then
  public static void writeSecret(Path file, byte[] bytes) throws IOException {
    write(file, bytes, OPEN_TO_OWNER);
  }

  private static void write(Path file, byte[] bytes, FileAttribute<?>... mode) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(part, fresh, mode)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolderOf(file);
  }

  /// Moves a finished file or folder to its name, for good.
  public static void put(Path made, Path name) throws IOException {
    Files.move(made, name, StandardCopyOption.ATOMIC_MOVE);
    syncFolderOf(name);
  }

  private static void syncFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Deletes a folder with everything in it; links are deleted, not followed.
  public static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
