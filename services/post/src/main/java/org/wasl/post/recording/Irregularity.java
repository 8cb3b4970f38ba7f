package org.wasl.post.recording;

/// Something that is not as it should be with a dispatch, as a verification note names it.
///
/// @param subject the dispatch, receptacle or item, as written
/// @param expected what was declared, perhaps nothing
/// @param found what was found, perhaps nothing
public record Irregularity(Kind kind, String subject, String expected, String found)
    implements Comparable<Irregularity> {
  /// Characters of a subject, or of what is expected or found.
  public static final int LONGEST = 200;

  /// What can be wrong (CN 43 and CP 78).
  public enum Kind {
    /// A serial number of the series did not come, or an advice without any receptacle.
    DISPATCH_MISSING,
    /// Receptacles came and nobody declared them.
    ADVICE_MISSING,
    /// The declaration came after the mail.
    ADVICE_LATE,
    /// Declared more than once, differently.
    ADVICE_REPLACED,
    RECEPTACLE_MISSING,
    RECEPTACLE_EXCESS,
    /// It came to another office than the one it is for.
    RECEPTACLE_MISSENT,
    /// Two receptacles with one serial number.
    RECEPTACLE_DUPLICATE,
    RECEPTACLE_DAMAGED,
    /// Weighed differently from the label or the declaration, beyond the tolerance.
    WEIGHT_DIFFERENT,
    /// No receptacle, more than one, or not the highest, is marked as the last.
    LAST_INDICATOR_WRONG,
    /// Marked as holding registered or insured items and holds none, or the other way round.
    REGISTERED_INDICATOR_WRONG,
    ITEM_MISSING,
    ITEM_EXCESS,
    /// It is in another receptacle than the one it was declared in.
    ITEM_MISPLACED,
    /// It is for another country.
    ITEM_MISSENT,
    ITEM_DAMAGED,
    /// Weighed differently from the declaration, beyond the tolerance of items.
    ITEM_WEIGHT_DIFFERENT,
    /// Listed more than once.
    ITEM_DUPLICATE,
    /// Its identifier is no S10 identifier.
    ITEM_IDENTIFIER_WRONG,
    /// It does not belong into this class of mail.
    SUB_CLASS_WRONG,
    /// A later event came without the arrival.
    ARRIVAL_NOT_RECORDED
  }

  public Irregularity {
    if (subject.length() > LONGEST || expected.length() > LONGEST || found.length() > LONGEST) {
      throw new IllegalArgumentException("an irregularity is told in " + LONGEST + " characters");
    }
  }

  @Override
  public int compareTo(Irregularity other) {
    int byKind = kind.compareTo(other.kind);
    int bySubject = byKind != 0 ? byKind : subject.compareTo(other.subject);
    int byExpected = bySubject != 0 ? bySubject : expected.compareTo(other.expected);
    return byExpected != 0 ? byExpected : found.compareTo(other.found);
  }
}
