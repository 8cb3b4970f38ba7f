package org.wasl.settlement.agreeing;

import java.math.BigInteger;
import org.wasl.settlement.Line;

/// A line on which both parties settle.
///
/// @param line the figures that are netted
/// @param resolution why these
/// @param held exact units that stay disputed and are carried, never netted; 0 for all but
///   [Resolution#HELD]
public record AgreedLine(Line line, Resolution resolution, BigInteger held) {

  /// Why the figures of a line stand.
  public enum Resolution {
    /// Both accounts say the same.
    EQUAL,
    /// They differ within the tolerance: the account of the stream's payer stands.
    WITHIN_TOLERANCE,
    /// They differ, and nobody questioned it: the account of the stream's payer counts as accepted
    /// (ITR 2012 Appendix 1 no. 2.3).
    UNQUESTIONED,
    /// The claim of a contest was accepted.
    CONCEDED,
    /// A figure between was offered.
    COUNTER_OFFER,
    /// The parties differ: the smaller figure is netted, the rest is held back.
    HELD,
    /// Both accounts differ, and the line follows from others: it follows from these as they were
    /// settled.
    DERIVED
  }

  public AgreedLine {
    if ((resolution == Resolution.HELD) != (held.signum() != 0)) {
      throw new IllegalArgumentException("only a held line holds something back: " + line.key());
    }
  }
}
