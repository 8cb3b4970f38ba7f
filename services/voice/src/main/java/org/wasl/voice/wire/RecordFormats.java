package org.wasl.voice.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The formats of lines that Wasl reads.
public final class RecordFormats {
  /// Formats that are described by data, in `voice/profiles`.
  private static final List<String> PROFILES =
      List.of("cisco-cucm", "semicolon-gateway", "fixed-example");

  /// The header of Wasl's own format.
  public static final String WASL_HEADER = WaslCsv.HEADER;

  public static final List<RecordFormat> ALL =
      Stream.concat(
              Stream.of(new WaslCsv(), new FreeSwitchCsv(), new AsteriskCsv()),
              PROFILES.stream().map(RecordFormats::profile))
          .toList();

  /// The name of a format without its version and digest.
  public static String plainName(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /// How much of a file is looked at, and how many of its lines.
  private static final int BEGINNING = 1 << 16;

  private static final int LINES = 40;

  private static RecordFormat profile(String name) {
    String file = "/voice/profiles/" + name + ".json";
    try (InputStream in = RecordFormats.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("a mapping profile is missing: " + file);
      }
      return MappingProfile.read(file, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordFormats() {}

  /// The reader of a file.
  ///
  /// @param damagedAt place of a damaged character in the header, from 1; 0 for none
  /// @param more lines over which the header goes besides its own
  public record Recognised(RecordFormat format, int damagedAt, int more) {}

  /// The format of a file, told by its first line.
  public static Optional<RecordFormat> recognise(String firstLine) {
    return ALL.stream().filter(format -> format.recognises(firstLine)).findFirst();
  }

  /// The reader of a file, whose format is told by its first line; where that one is damaged, by
  /// what is left of it, or by one of the lines that follow. A format that Wasl ships comes before
  /// one that is supplied, and a whole first line before a damaged one.
  ///
  /// @param supplied profiles of the party whose file it is
  public static Optional<Recognised> recognise(byte[] file, List<RecordFormat> supplied) {
    List<RecordFormat> formats = Stream.concat(ALL.stream(), supplied.stream()).toList();
    String beginning =
        withoutMark(new String(file, 0, Math.min(file.length, BEGINNING), StandardCharsets.UTF_8));
    List<String> lines = beginning.lines().limit(LINES).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String first = lines.getFirst();
    Optional<RecordFormat> plain =
        formats.stream().filter(format -> format.recognises(first)).findFirst();
    if (plain.isPresent()) {
      return plain.map(format ->
          format
              .header(beginning)
              .map(header -> opened(format, header, header.damagedAt()))
              .orElseGet(() -> new Recognised(format.opened(first), 0, 0)));
    }
    return formats.stream()
        .flatMap(format -> damaged(format, beginning, lines).stream())
        .findFirst();
  }

  private static Recognised opened(RecordFormat format, HeaderLine header, int damagedAt) {
    return new Recognised(format.opened(header.text()), damagedAt, header.lines() - 1);
  }

  /// A file whose first line is not as it should be.
  private static Optional<Recognised> damaged(
      RecordFormat format, String beginning, List<String> lines) {
    Optional<HeaderLine> header = format.header(beginning);
    if (header.isPresent()) {
      return header.map(line -> opened(format, line, Math.max(1, line.damagedAt())));
    }
    return format.hasHeader()
        ? Optional.empty()
        : lines.stream()
            .skip(1)
            .filter(format::recognises)
            .findFirst()
            .map(line -> new Recognised(format.opened(line), 0, 0));
  }

  /// Without the mark of the byte order.
  public static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
