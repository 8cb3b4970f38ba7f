package org.wasl.node.redress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.keeping.LogStore;

/// The erasures of a node in a file with a life of its own, outside database and backups: one line
/// each, `<origin> <index> <reason> <time>`. It is replayed before a restored node opens, so that a
/// backup taken before an erasure brings nothing back.
public final class ErasureLedger {
  private final Path file;

  public ErasureLedger(Path file) {
    this.file = file;
  }

  /// The erasures in the file; a torn last line is passed over, it was never acknowledged.
  ///
  /// @throws IllegalStateException with the line that cannot be read
  public List<LogStore.Erasure> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file);
      int whole = text.lastIndexOf('\n') + 1;
      List<LogStore.Erasure> erasures = new ArrayList<>();
      for (String line : text.substring(0, whole).lines().toList()) {
        erasures.add(erasure(line, erasures.size() + 1));
      }
      return erasures;
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledger cannot be read: " + file, e);
    }
  }

  private LogStore.Erasure erasure(String line, int number) {
    String[] parts = line.split(" ", -1);
    try {
      return new LogStore.Erasure(
          parts[0],
          Long.parseLong(parts[1]),
          AbsenceReason.valueOf(parts[2]),
          Instant.parse(parts[3]));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalStateException(
          file + ", line " + number + ": expected <origin> <index> <reason> <time>", e);
    }
  }

  /// Writes what the file does not hold yet, durably.
  public synchronized void add(List<LogStore.Erasure> erasures) {
    Set<String> known = new HashSet<>();
    read().forEach(each -> known.add(place(each)));
    StringBuilder fresh = new StringBuilder();
    for (LogStore.Erasure each : erasures) {
      if (!known.contains(place(each))) {
        fresh.append(place(each)).append(' ').append(each.reason()).append(' ').append(each.at());
        fresh.append('\n');
      }
    }
    if (!fresh.isEmpty()) {
      append(fresh.toString());
    }
  }

  private void append(String lines) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(wholeLines(channel));
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(channel.position());
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledger cannot be written: " + file, e);
    }
  }

  private long wholeLines(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return 0;
    }
    byte[] all = Files.readAllBytes(file);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static String place(LogStore.Erasure erasure) {
    return erasure.origin() + " " + erasure.index();
  }
}
