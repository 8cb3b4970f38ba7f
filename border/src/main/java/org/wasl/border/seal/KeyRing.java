package org.wasl.border.seal;

import java.util.ArrayList;
import java.util.List;

/// The keys whose lines must **all** stand under a note: Ed25519 and, for decades, ML-DSA-44. Lines
/// of unknown keys are passed over; a false line of a known key refuses the note.
///
/// @param required every one must verify
/// @param tolerated known keys of an overlap; their lines may be missing but not false
public record KeyRing(List<VerifierKey> required, List<VerifierKey> tolerated) {
  public KeyRing {
    required = List.copyOf(required);
    tolerated = List.copyOf(tolerated);
    if (required.isEmpty()) {
      throw new IllegalArgumentException("a ring requires at least one key");
    }
  }

  public static KeyRing of(List<VerifierKey> required) {
    return new KeyRing(required, List.of());
  }

  /// What a check found.
  public sealed interface Verdict {
    /// @param time the latest time inside the required lines, 0 when none carries one
    record Good(long time) implements Verdict {}

    /// @param reason `missing-line <key>`, `false-line <key>`
    record Bad(String reason) implements Verdict {}
  }

  public Verdict check(SignedNote note) {
    long latest = 0;
    List<VerifierKey> known = new ArrayList<>(required);
    known.addAll(tolerated);
    for (VerifierKey key : known) {
      List<SignedNote.Line> lines = note.lines().stream().filter(key::claims).toList();
      if (lines.isEmpty() && required.contains(key)) {
        return new Verdict.Bad("missing-line " + key);
      }
      for (SignedNote.Line line : lines) {
        var time = key.verify(note, line);
        if (time.isEmpty()) {
          return new Verdict.Bad("false-line " + key);
        }
        latest = Math.max(latest, time.get());
      }
    }
    return new Verdict.Good(latest);
  }

  /// The lines of a note that are of this ring.
  public List<SignedNote.Line> linesOf(SignedNote note) {
    return note.lines().stream()
        .filter(line -> required.stream().anyMatch(key -> key.claims(line)))
        .toList();
  }
}
