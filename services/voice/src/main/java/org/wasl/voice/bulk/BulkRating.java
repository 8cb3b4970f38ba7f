package org.wasl.voice.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.settlement.RoundingRule;
import org.wasl.terms.Progress;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.wire.RecordFormat;

/// Rates files of a period in one pass: parts of the files are handed to threads, each of which
/// reads lines into batches, drops exact duplicates, rates and adds up.
///
/// @param columns where the parts of a record stand
/// @param format the format's own reader, for lines that are not as usual
/// @param normaliser for numbers as switches of this country write them
/// @param recordZone of times without offset
/// @param accountZone whose days and hours the account counts
/// @param plans to which called numbers are held, where wanted
/// @param dropDuplicates whether a record that was read before is dropped
/// @param threads 1 to 64
public record BulkRating(
    CallColumns columns,
    RecordFormat format,
    NumberNormaliser normaliser,
    ZoneId recordZone,
    ZoneId accountZone,
    RateTable table,
    Optional<PlanTable> plans,
    RoundingRule rounding,
    YearMonth period,
    boolean dropDuplicates,
    int threads) {
  private static final int PART = 1 << 17;
  private static final int SAMPLE = 1 << 20;
  private static final int MAX_TRIES = 4;

  public BulkRating {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("1 to 64 threads");
    }
  }

  /// A part of a file. Its lines are those that begin in it.
  ///
  /// @param base the sum of the sizes of the files before it
  record Part(int file, FileChannel channel, long from, long to, long size, long base) {}

  /// @throws UncheckedIOException when a file cannot be read
  public BulkReport rate(List<Path> files) {
    return rate(files, Progress.NONE);
  }

  /// @param progress told of each part, by the threads that finish them
  public BulkReport rate(List<Path> files, Progress progress) {
    List<FileChannel> channels = new ArrayList<>();
    try {
      for (Path file : files) {
        channels.add(FileChannel.open(file, StandardOpenOption.READ));
      }
      return rateAll(channels, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      channels.forEach(BulkRating::close);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BulkReport rateAll(List<FileChannel> channels, Progress progress) throws IOException {
    List<Part> parts = parts(channels);
    long expected = dropDuplicates ? expected(channels) : 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return pass(parts, dropDuplicates ? new KnownCalls(expected) : null, progress);
      } catch (KnownCalls.Full e) {
        if (attempt == MAX_TRIES) {
          throw e;
        }
        expected *= 2;
      }
    }
  }

  private static List<Part> parts(List<FileChannel> channels) throws IOException {
    List<Part> parts = new ArrayList<>();
    long base = 0;
    for (int file = 0; file < channels.size(); file++) {
      FileChannel channel = channels.get(file);
      long size = channel.size();
      if (base + size > KnownCalls.MAX_PLACE) {
        throw new IllegalArgumentException("more than a terabyte in one pass");
      }
      for (long from = 0; from < size; from += PART) {
        parts.add(new Part(file, channel, from, Math.min(from + PART, size), size, base));
      }
      base += size;
    }
    return parts;
  }

  /// How many calls there may be, by the lines in the first mebibyte of each file.
  private static long expected(List<FileChannel> channels) throws IOException {
    long expected = 1_024;
    for (FileChannel channel : channels) {
      byte[] sample = new byte[(int) Math.min(SAMPLE, channel.size())];
      ByteBuffer buffer = ByteBuffer.wrap(sample);
      while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {}
      long lines = 1;
      for (byte each : sample) {
        lines += each == '\n' ? 1 : 0;
      }
      expected += lines * channel.size() / Math.max(1, sample.length) * 21 / 20;
    }
    return expected;
  }

  private BulkReport pass(List<Part> parts, @Nullable KnownCalls known, Progress progress) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Future<BulkWorker>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(parts, next, done, known, progress)));
      }
      BulkWorker all = running.getFirst().get();
      for (Future<BulkWorker> each : running.subList(1, threads)) {
        all.add(each.get());
      }
      return all.report();
    } catch (ExecutionException e) {
      next.set(parts.size());
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      next.set(parts.size());
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a pass was interrupted", e);
    }
  }

  private BulkWorker work(
      List<Part> parts,
      AtomicInteger next,
      AtomicInteger done,
      @Nullable KnownCalls known,
      Progress progress) {
    BulkWorker worker = new BulkWorker(this, parts, known);
    int part = next.getAndIncrement();
    while (part < parts.size()) {
      worker.take(part);
      progress.report("voice.rate", done.incrementAndGet(), parts.size());
      part = next.getAndIncrement();
    }
    return worker;
  }

  /// The first flaws of a pass in the order of their places.
  static List<BulkReport.Flaw> first(List<BulkReport.Flaw> flaws) {
    return flaws.stream()
        .sorted(
            Comparator.comparingInt(BulkReport.Flaw::file)
                .thenComparingLong(BulkReport.Flaw::offset))
        .limit(BulkReport.MAX_FLAWS)
        .toList();
  }
}
