package org.wasl.border.seal;

import java.util.ArrayList;
import java.util.List;
import org.wasl.terms.LocalizedText;

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

    /// @param key the name and id of the key that is at fault, empty when none speaks
    record Bad(Fault fault, String key) implements Verdict {
      /// `missing-line <key>`, `false-line <key>`, `no-key-speaks`: for machines.
      public String reason() {
        return (fault.code + " " + key).strip();
      }

      /// What people read.
      public LocalizedText text() {
        return new LocalizedText((fault.ar + key).strip(), (fault.en + key).strip());
      }
    }
  }

  /// Why a note is refused.
  public enum Fault {
    /// A required key has no line under the note.
    MISSING_LINE("missing-line", "لا سطر للمفتاح ", "no line of the key "),
    /// A line names a known key, which did not sign this text.
    FALSE_LINE("false-line", "سطر غير صحيح للمفتاح ", "a false line of the key "),
    /// At that time no key of the node speaks.
    NO_KEY_SPEAKS("no-key-speaks", "لا مفتاح سارٍ في ذلك الوقت", "no key speaks at that time");

    private final String code;
    private final String ar;
    private final String en;

    Fault(String code, String ar, String en) {
      this.code = code;
      this.ar = ar;
      this.en = en;
    }
  }

  public Verdict check(SignedNote note) {
    long latest = 0;
    List<VerifierKey> known = new ArrayList<>(required);
    known.addAll(tolerated);
    for (VerifierKey key : known) {
      List<SignedNote.Line> lines = note.lines().stream().filter(key::claims).toList();
      if (lines.isEmpty() && required.contains(key)) {
        return new Verdict.Bad(Fault.MISSING_LINE, key.toString());
      }
      for (SignedNote.Line line : lines) {
        var time = key.verify(note, line);
        if (time.isEmpty()) {
          return new Verdict.Bad(Fault.FALSE_LINE, key.toString());
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
