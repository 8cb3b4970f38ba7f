package org.wasl.voice.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The formats that Wasl reads.
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

  /// The format of a file, told by its first line.
  public static Optional<RecordFormat> recognise(String firstLine) {
    return ALL.stream().filter(format -> format.recognises(firstLine)).findFirst();
  }
}
