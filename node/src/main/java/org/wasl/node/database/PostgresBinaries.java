package org.wasl.node.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks the PostgreSQL server that comes as a dependency, once a folder.
final class PostgresBinaries {
  private static final String MARK = ".unpacked-18.6";
  private static final long MAX_BYTES = 512L << 20;

  private PostgresBinaries() {}

  /// @return the folder with `bin/`
  static Path unpack(Path folder) {
    if (Files.exists(folder.resolve(MARK))) {
      return folder;
    }
    try (FileChannel lock = lock(folder)) {
      lock.lock();
      return Files.exists(folder.resolve(MARK)) ? folder : unpackOnce(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the database's files were not unpacked to " + folder, e);
    }
  }

  /// Two nodes of one machine may start at once.
  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path unpackOnce(Path folder) {
    String resource = "/postgres-linux-" + architecture() + ".txz";
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new DatabaseException(
            "لا توجد قاعدة بيانات مرفقة لهذا المعالج؛ اضبط wasl.database.url على خادم خارجي",
            "no database is shipped for this processor; set wasl.database.url to an external server");
      }
      unpack(in, folder);
      Files.writeString(folder.resolve(MARK), "");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the database's files were not unpacked to " + folder, e);
    }
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64", "arm64" -> "arm_64";
      default -> "x86_64";
    };
  }

  private static void unpack(InputStream in, Path folder) throws IOException {
    Path root = Files.createDirectories(folder).toRealPath();
    long total = 0;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = root.resolve(entry.getName()).normalize();
        total += entry.getSize();
        if (!target.startsWith(root) || total > MAX_BYTES) {
          throw new IOException("an entry outside the folder or too large: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(target);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
