package org.wasl.post.migrating;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// An archive of dumped tables, as it is put into a folder: unpacked beside, with limits, because
/// anybody can make an archive that is small and unpacks to more than a disk.
public final class DumpArchive {
  private static final int MOST_TABLES = 32;
  private static final long MOST_BYTES = 4L << 30;
  private static final int PART = 1 << 16;

  private DumpArchive() {}

  /// @param folder empty; gets the tables
  /// @param longTexts as of [DumpFolder]
  /// @throws IllegalArgumentException when it is no archive of tables, or one beyond the limits
  public static DumpFolder unpack(byte[] archive, Path folder, boolean longTexts) {
    long left = MOST_BYTES;
    int tables = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        String name = each.getName();
        if (!name.matches("[A-Z_]{1,60}\\.csv") || ++tables > MOST_TABLES) {
          throw new IllegalArgumentException("not a table: " + name);
        }
        left -= write(in, folder.resolve(name), left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (tables == 0) {
      throw new IllegalArgumentException("not an archive of tables");
    }
    return new DumpFolder(folder, longTexts);
  }

  private static long write(InputStream in, Path file, long most) throws IOException {
    long written = 0;
    byte[] part = new byte[PART];
    try (var out = Files.newOutputStream(file)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        written += read;
        if (written > most) {
          throw new IllegalArgumentException("it unpacks to more than " + MOST_BYTES + " bytes");
        }
        out.write(part, 0, read);
      }
    }
    return written;
  }
}
