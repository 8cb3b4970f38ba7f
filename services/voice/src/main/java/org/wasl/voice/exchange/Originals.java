package org.wasl.voice.exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.voice.ber.BerFile;
import org.wasl.voice.ber.TagTable;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Segments;
import org.wasl.voice.mediation.SequenceGap;
import org.wasl.voice.wire.RecordDocument;

/// The loaded files as they came: each record opens to its bytes, a long call to those of each of
/// its parts.
final class Originals {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /// The most octets that are shown of one record.
  private static final int MOST = 1 << 16;

  private final Segments segments;
  private final VoiceStore store;
  private final List<TagTable> tables;
  private final ZoneId zone;
  private final Function<String, Optional<Long>> times;

  /// Numbers of files that were loaded before the store kept them.
  private final Map<String, FileReport.Serial> read = new ConcurrentHashMap<>();

  /// @param times about when the calls of a file were; nothing for a file without calls
  Originals(
      Segments segments,
      VoiceStore store,
      List<TagTable> tables,
      ZoneId zone,
      Function<String, Optional<Long>> times) {
    this.segments = segments;
    this.store = store;
    this.tables = tables;
    this.zone = zone;
    this.times = times;
  }

  private Map<String, FileReport> files() {
    return store.files().stream()
        .collect(Collectors.toMap(FileReport::sha256, Function.identity()));
  }

  /// The text from which a call was read: a line, or octets in hexadecimal. Of a call of several
  /// parts, each part under a line that says where it stands.
  String ofCall(String file, int record) {
    List<CallPart.Place> parts = store.partsOf(file, record);
    Map<String, FileReport> files = files();
    if (parts.size() < 2) {
      return of(files, file, record);
    }
    List<String> texts = new ArrayList<>();
    for (CallPart.Place part : parts) {
      FileReport report = files.get(part.file());
      String name = report == null ? part.file() : report.name();
      String place = part.size() == 0 ? "" : " @" + part.offset();
      texts.add("— " + name + ":" + part.record() + place + "\n" + of(files, part));
    }
    return String.join("\n", texts);
  }

  private String of(Map<String, FileReport> files, CallPart.Place part) {
    return part.size() == 0
        ? of(files, part.file(), part.record())
        : hex(segments.slice(part.file(), part.offset(), part.size()));
  }

  /// The text of a record, whatever became of it; empty where the file has none of this number.
  Optional<String> ofRecord(String file, int record) {
    Map<String, FileReport> files = files();
    return files.containsKey(file) ? Optional.of(of(files, file, record)) : Optional.empty();
  }

  private String of(Map<String, FileReport> files, String file, int record) {
    FileReport report = files.get(file);
    String format = report == null ? "" : report.format();
    if (BerFile.isFormat(format)) {
      return hex(new BerFile(segments.original(file)).record(record));
    }
    for (TagTable table : tables) {
      if (table.name().equals(format)) {
        return hex(table.record(segments.original(file), record));
      }
    }
    Optional<RecordDocument> document = RecordDocument.named(format);
    return document.isPresent()
        ? document.get().raw(RecordDocument.text(segments.original(file)), record, zone)
        : segments.line(file, record);
  }

  private static String hex(byte[] bytes) {
    int length = Math.min(bytes.length, MOST);
    return HEX.formatHex(bytes, 0, length) + (length < bytes.length ? " …" : "");
  }

  /// Numbers missing between the numbered files of one source.
  ///
  /// @param since only before files that were loaded after this moment
  List<SequenceGap> missingFiles(Instant since) {
    Map<String, List<Timed>> bySource = new TreeMap<>();
    long time = 0;
    for (FileReport file : store.files()) {
      FileReport.Serial serial = serial(file);
      if (serial.number() >= 0) {
        time = times.apply(file.sha256()).orElse(time);
        bySource
            .computeIfAbsent(serial.source(), _ -> new ArrayList<>())
            .add(new Timed(time, new SequenceGap.Numbered(serial.number(), file.loadedAt())));
      }
    }
    List<SequenceGap> gaps = new ArrayList<>();
    bySource.forEach((source, files) -> gaps.addAll(SequenceGap.between(source, inOrder(files))));
    gaps.removeIf(gap -> !gap.closed().isAfter(since));
    return gaps;
  }

  /// A numbered file and about when its calls were: files may be loaded in any order. One without
  /// calls stands at the file that was loaded before it.
  private record Timed(long time, SequenceGap.Numbered file) {}

  private static List<SequenceGap.Numbered> inOrder(List<Timed> files) {
    return files.stream().sorted(Comparator.comparingLong(Timed::time)).map(Timed::file).toList();
  }

  /// What a file says of its place among the files of its source.
  FileReport.Serial serial(FileReport file) {
    boolean isKept =
        file.serial().number() >= 0 || !file.format().equals(BerFile.Wrapping.TS_32_297.format());
    return isKept ? file.serial() : read.computeIfAbsent(file.sha256(), this::readSerial);
  }

  private FileReport.Serial readSerial(String file) {
    return new BerFile(segments.original(file))
        .facts()
        .map(facts -> new FileReport.Serial(facts.source(), facts.sequence()))
        .orElse(FileReport.Serial.NONE);
  }
}
