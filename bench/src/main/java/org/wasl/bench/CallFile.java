package org.wasl.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.wasl.terms.Validity;
import org.wasl.voice.TariffRow;

/// A tariff of many prefixes and a file of calls to them: columns a_number, b_number, start,
/// duration, trunk; one in four unanswered, durations log-normal, destinations Zipf-like, in no
/// order of time, one in a thousand recorded twice.
record CallFile(List<TariffRow> tariff, Path file, long records) {
  static final YearMonth PERIOD = YearMonth.of(2026, 9);
  static final String STREAM = "s";
  private static final int DESTINATIONS = 500;

  static CallFile make(Path folder, long records, int prefixes) throws IOException {
    SplittableRandom random = new SplittableRandom(20_260_901);
    List<TariffRow> tariff = tariff(prefixes, random);
    Path file = folder.resolve("calls-" + records + ".csv");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write("a_number,b_number,start,duration,trunk\n".getBytes(StandardCharsets.US_ASCII));
      write(out, tariff, records, random);
    }
    return new CallFile(tariff, file, records);
  }

  private static List<TariffRow> tariff(int prefixes, SplittableRandom random) {
    Set<String> known = new HashSet<>();
    List<TariffRow> rows = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      known.add(Integer.toString(i));
    }
    while (known.size() < prefixes) {
      int length = 2 + random.nextInt(7);
      StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
      while (digits.length() < length) {
        digits.append(random.nextInt(10));
      }
      known.add(digits.toString());
    }
    for (String prefix : known) {
      String destination = "d" + random.nextInt(DESTINATIONS);
      long micros = 1_000 + random.nextInt(400_000);
      rows.add(
          new TariffRow(
              STREAM,
              prefix,
              destination,
              new Validity(Optional.empty(), Optional.empty()),
              micros,
              micros,
              60,
              1,
              0,
              0,
              0));
    }
    return rows;
  }

  private static void write(
      OutputStream out, List<TariffRow> tariff, long records, SplittableRandom random)
      throws IOException {
    byte[][] prefixes =
        tariff.stream()
            .map(row -> row.prefix().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    byte[] line = new byte[96];
    for (long i = 0; i < records; i++) {
      int end = line(line, prefixes, random);
      out.write(line, 0, end);
      if (random.nextInt(1_000) == 0 && ++i < records) {
        out.write(line, 0, end);
      }
    }
  }

  private static int line(byte[] line, byte[][] prefixes, SplittableRandom random) {
    int at = digits(line, 0, 999_000_000_000L + random.nextInt(1_000_000_000), 12);
    line[at++] = ',';
    byte[] prefix = prefixes[zipf(prefixes.length, random)];
    System.arraycopy(prefix, 0, line, at, prefix.length);
    int rest = 11 + random.nextInt(3) - prefix.length;
    at = digits(line, at + prefix.length, random.nextLong(power(rest)), rest);
    line[at++] = ',';
    at = time(line, at, random);
    line[at++] = ',';
    at = number(line, at, random.nextInt(4) == 0 ? 0 : duration(random));
    line[at++] = ',';
    line[at++] = 'T';
    at = digits(line, at, random.nextInt(40), 2);
    line[at++] = '\n';
    return at;
  }

  private static int zipf(int size, SplittableRandom random) {
    return (int) Math.min(size - 1, Math.exp(random.nextDouble() * Math.log(size)));
  }

  private static int duration(SplittableRandom random) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    return (int) Math.clamp(Math.round(Math.exp(4.3 + 1.1 * (normal - 6))), 1, 20_000);
  }

  private static int time(byte[] line, int from, SplittableRandom random) {
    byte[] month = "2026-09-".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(month, 0, line, from, month.length);
    int at = digits(line, from + month.length, 1 + random.nextInt(30), 2);
    line[at++] = ' ';
    at = digits(line, at, random.nextInt(24), 2);
    line[at++] = ':';
    at = digits(line, at, random.nextInt(60), 2);
    line[at++] = ':';
    return digits(line, at, random.nextInt(60), 2);
  }

  private static long power(int digits) {
    return Math.round(Math.pow(10, digits));
  }

  private static int number(byte[] line, int at, int value) {
    int width = 1;
    for (int rest = value; rest >= 10; rest /= 10) {
      width++;
    }
    return digits(line, at, value, width);
  }

  private static int digits(byte[] line, int at, long value, int width) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + width;
  }
}
