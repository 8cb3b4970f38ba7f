package org.wasl.voice.mediation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What became of a file's records. They add up: read = accepted + duplicates + quarantined +
/// ignored + parts of long calls, which are joined, waiting or incomplete. A whole call counts once
/// as accepted, in the file that completed it.
///
/// @param sha256 of the file, hexadecimal; its id
/// @param name as it was handed in
/// @param format name and version of the mapping
/// @param parts of long calls, other than the record that stands for a whole one
/// @param flaws the first [#MAX_FLAWS] quarantined lines
public record FileReport(
    String sha256,
    String name,
    String format,
    Instant loadedAt,
    int read,
    int accepted,
    int duplicates,
    int quarantined,
    int ignored,
    Parts parts,
    Serial serial,
    List<Flaw> flaws) {
  /// How many quarantined lines are kept with their place.
  public static final int MAX_FLAWS = 1_000;

  /// A line that was put aside.
  ///
  /// @param reason stable code: `columns`, `time`, `seconds`, `called-number`, `calling-number`, …
  public record Flaw(int line, int column, String reason) {}

  /// What a file says of its place among the files of one source.
  ///
  /// @param source who wrote it; empty where it does not say
  /// @param number of the file, -1 where it does not say
  public record Serial(String source, long number) {
    public static final Serial NONE = new Serial("", -1);
  }

  /// What became of the parts of long calls.
  ///
  /// @param joined parts of calls that are whole
  /// @param waiting parts that a later file can complete
  /// @param incomplete parts that contradict others, or were waited for long enough
  /// @param unfinished the first [#MAX_FLAWS] that are not joined
  public record Parts(int joined, int waiting, int incomplete, List<Unfinished> unfinished) {
    public static final Parts NONE = new Parts(0, 0, 0, List.of());

    public Parts {
      unfinished = List.copyOf(unfinished);
      if (joined < 0 || waiting < 0 || incomplete < 0) {
        throw new IllegalArgumentException("a count below 0");
      }
    }

    public int all() {
      return joined + waiting + incomplete;
    }

    /// Of all parts of one file.
    public static Parts of(Collection<KeptPart> parts) {
      int joined = 0;
      int waiting = 0;
      int incomplete = 0;
      List<Unfinished> unfinished = new ArrayList<>();
      for (KeptPart each : parts) {
        if (each.whole().isPresent()) {
          joined += each.stands() ? 0 : 1;
          continue;
        }
        waiting += each.waits() ? 1 : 0;
        incomplete += each.waits() ? 0 : 1;
        if (unfinished.size() < MAX_FLAWS) {
          CallPart.Place place = each.part().place();
          unfinished.add(new Unfinished(place.record(), place.offset(), each.reason()));
        }
      }
      return new Parts(joined, waiting, incomplete, unfinished);
    }
  }

  /// A part that is of no whole call.
  ///
  /// @param record its number or line
  /// @param offset of its first byte
  public record Unfinished(int record, int offset, String reason) {}

  /// At a moment after which the parts of this file are no longer waited for, they are incomplete.
  ///
  /// @param until when they are
  public FileReport waitedUntil(Instant until, Instant now) {
    if (parts.waiting() == 0 || now.isBefore(until)) {
      return this;
    }
    return with(
        new Parts(parts.joined(), 0, parts.incomplete() + parts.waiting(), parts.unfinished()));
  }

  /// The same file, of whose parts something else became.
  public FileReport with(Parts now) {
    return new FileReport(
        sha256,
        name,
        format,
        loadedAt,
        read,
        accepted,
        duplicates,
        quarantined,
        ignored,
        now,
        serial,
        flaws);
  }

  /// The same file with its quarantined lines.
  public FileReport with(List<Flaw> itsFlaws) {
    return new FileReport(
        sha256,
        name,
        format,
        loadedAt,
        read,
        accepted,
        duplicates,
        quarantined,
        ignored,
        parts,
        serial,
        itsFlaws);
  }

  /// The counts, and each damaged line with its place.
  public String lines() {
    StringBuilder text = new StringBuilder(name).append(" (").append(format).append("): read ");
    text.append(read).append(", accepted ").append(accepted).append(", duplicates ");
    text.append(duplicates).append(", quarantined ").append(quarantined).append(", passed over ");
    text.append(ignored);
    if (parts.all() > 0) {
      text.append(", parts joined ").append(parts.joined());
      text.append(", waiting ").append(parts.waiting());
      text.append(", incomplete ").append(parts.incomplete());
    }
    text.append('\n');
    for (Unfinished part : parts.unfinished()) {
      text.append("  record ").append(part.record()).append(" byte ").append(part.offset());
      text.append(": ").append(part.reason()).append('\n');
    }
    for (Flaw flaw : flaws) {
      text.append("  line ").append(flaw.line()).append(" column ").append(flaw.column());
      text.append(": ").append(flaw.reason()).append('\n');
    }
    return text.toString();
  }

  public FileReport {
    flaws = List.copyOf(flaws);
    if (read != accepted + duplicates + quarantined + ignored + parts.all()) {
      throw new IllegalArgumentException("the counts of " + name + " do not add up");
    }
  }
}
