package org.wasl.voice.mediation;

import org.wasl.voice.Call;
import org.wasl.voice.Signalling;

/// One part of a long call, as one record gave it: a partial record of 3GPP TS 32.298, or one half
/// of a call whose beginning and end are records of their own.
///
/// @param place where the record stands
/// @param call what the parts of one call share: a digest of switch, reference and calling number
/// @param number of the part in its call, [#UNNUMBERED] where the switch numbers none
/// @param last whether the call ends with it
/// @param span whether the call lasts from its first part to its last, rather than the sum of both
/// @param from the calling number, 0 when withheld; `to` the called one, 0 where the record names
///   none. Both are 0 once nothing more is made of the part
public record CallPart(
    Place place,
    String call,
    long number,
    boolean last,
    boolean span,
    long from,
    long to,
    long time,
    int seconds,
    boolean answered,
    String trunk,
    Signalling signalling) {
  public static final long UNNUMBERED = -1;

  /// The first number of a call that is made of two halves.
  public static final long BEGINNING = 0;

  public static final long END = 1;

  /// A record of a file.
  ///
  /// @param file its SHA-256, hexadecimal
  /// @param record its number from 1, or its line
  /// @param offset of its first byte in the file, and its `size`; 0 and 0 where it is a line
  public record Place(String file, int record, int offset, int size) {
    public Place {
      if (record < 1 || offset < 0 || size < 0) {
        throw new IllegalArgumentException("not a place: record " + record);
      }
    }
  }

  public CallPart {
    boolean good = number >= UNNUMBERED && from >= 0 && to >= 0 && seconds >= 0;
    if (!good || seconds > Call.MAX_SECONDS || trunk.length() > 32) {
      throw new IllegalArgumentException("not a part of a call: record " + place.record());
    }
  }

  boolean isNumbered() {
    return number != UNNUMBERED;
  }

  long end() {
    return time + seconds;
  }

  /// What two writings of one record share.
  record Content(
      long number, boolean last, long time, int seconds, boolean answered, String trunk) {}

  Content content() {
    return new Content(number, last, time, seconds, answered, trunk);
  }

  /// Without the numbers of people, for what is only counted and opened.
  CallPart withoutNumbers() {
    return new CallPart(
        place, call, number, last, span, 0, 0, time, seconds, answered, trunk, signalling);
  }

  /// Without numbers: a record must not reach a log by accident.
  @Override
  public String toString() {
    return "part of record " + place.record();
  }
}
