package org.wasl.voice;

import java.util.Comparator;

/// One leg of a call as one network element recorded it, with what detection and quality need
/// beyond a [Call]. Numbers are E.164 digits as integers, 0 for a withheld calling number; cells
/// and devices are opaque ids of the operator, never places or serial numbers. Never crosses the
/// border.
///
/// @param element the trunk group of a gateway, or the mobile network, up to 32 characters
/// @param seizure seconds since 1970, by the element's clock
/// @param ringing seconds from seizure to answer, or to release when unanswered; -1 when not
///   recorded: then `seizure` is the answer of an answered call
/// @param seconds conversation, 0 when unanswered
/// @param cause ITU-T Q.850 cause value, 0 when not recorded
/// @param delay milliseconds from seizure to the first sign from the far end, -1 when not recorded
/// @param cell opaque id, 0 when none
/// @param device opaque id, 0 when none
/// @param line place in its source, from 1
public record Leg(
    Point point,
    String element,
    long from,
    long to,
    long seizure,
    int ringing,
    int seconds,
    boolean answered,
    int cause,
    int delay,
    int cell,
    int device,
    int line) {
  /// By time; those of one second by what else they hold, so that the order of files tells nothing.
  public static final Comparator<Leg> ORDER = Leg::inOrder;

  private static final Comparator<Leg> OF_ONE_SECOND =
      Comparator.comparing(Leg::point)
          .thenComparing(Leg::element)
          .thenComparingLong(Leg::from)
          .thenComparingLong(Leg::to)
          .thenComparingInt(Leg::ringing)
          .thenComparingInt(Leg::seconds)
          .thenComparing(Leg::answered)
          .thenComparingInt(Leg::cause)
          .thenComparingInt(Leg::delay)
          .thenComparingInt(Leg::cell)
          .thenComparingInt(Leg::device)
          .thenComparingInt(Leg::line);

  /// Most differ in their second.
  private static int inOrder(Leg one, Leg other) {
    int bySecond = Long.compare(one.seizure, other.seizure);
    return bySecond != 0 ? bySecond : OF_ONE_SECOND.compare(one, other);
  }

  /// Where in the network a record is written.
  public enum Point {
    GATEWAY_OUT,
    GATEWAY_IN,
    MOBILE_OUT,
    MOBILE_IN;

    /// Whether calls cross between networks there; otherwise at a subscriber's own network.
    public boolean isGateway() {
      return this == GATEWAY_OUT || this == GATEWAY_IN;
    }
  }

  public Leg {
    if (from < 0 || to <= 0 || seconds < 0 || seconds > Call.MAX_SECONDS || ringing < -1) {
      throw new IllegalArgumentException("not a leg of a call: line " + line);
    }
    if (element.isEmpty() || element.length() > 32 || cause < 0 || cause > 127 || delay < -1) {
      throw new IllegalArgumentException("not a leg of a call: line " + line);
    }
  }

  /// Answer time, or seizure time of an unanswered call.
  public long time() {
    return answered ? seizure + Math.max(0, ringing) : seizure;
  }

  /// Release of an answered call.
  public long end() {
    return time() + seconds;
  }

  /// Without numbers: a record must not reach a log by accident.
  @Override
  public String toString() {
    return point + " leg of line " + line;
  }
}
