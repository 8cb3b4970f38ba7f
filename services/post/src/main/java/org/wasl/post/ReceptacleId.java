package org.wasl.post;

import java.util.OptionalInt;

/// The identifier of a receptacle (UPU S9-9): its dispatch, its serial number in it, two indicators
/// and the weight of the label, 29 characters, for example `IQBGWASYDAMAAEN60042003100227`. The
/// weight of the label never changes, whatever is weighed later.
///
/// @param serial 1 to 999
/// @param last whether it is the one with the highest number of its dispatch
/// @param registered whether it holds registered or insured items
/// @param labelWeight gross weight in 0.1 kg, 0 to [#HEAVIER]
public record ReceptacleId(
    DispatchId dispatch, int serial, Indicator last, Indicator registered, int labelWeight) {
  /// Characters of an identifier.
  public static final int LENGTH = 29;

  /// The weight of whatever weighs more than 999.8 kg; it is no weight.
  public static final int HEAVIER = 9_999;

  private static final int GRAMS = 100;

  /// What a label says about one thing.
  public enum Indicator {
    NO('0'),
    YES('1'),
    NOT_CARRIED('9');

    private final char digit;

    Indicator(char digit) {
      this.digit = digit;
    }

    private static Indicator of(char digit) {
      return switch (digit) {
        case '0' -> NO;
        case '1' -> YES;
        case '9' -> NOT_CARRIED;
        default -> throw new IllegalArgumentException("an indicator is 0, 1 or 9, not " + digit);
      };
    }
  }

  public ReceptacleId {
    if (serial < 1 || serial > 999) {
      throw new IllegalArgumentException("not a serial number of a receptacle: " + serial);
    }
    if (labelWeight < 0 || labelWeight > HEAVIER) {
      throw new IllegalArgumentException("not a weight in 0.1 kg: " + labelWeight);
    }
  }

  /// Reads it in groups or without, in any case.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public static ReceptacleId parse(String text) {
    String plain = PostalText.normalised(text);
    if (plain.length() != LENGTH || !PostalText.areDigits(plain, DispatchId.LENGTH, LENGTH)) {
      throw new IllegalArgumentException("not an S9 identifier of 29 characters: " + plain);
    }
    return new ReceptacleId(
        DispatchId.parse(plain.substring(0, DispatchId.LENGTH)),
        Integer.parseInt(plain, 20, 23, 10),
        Indicator.of(plain.charAt(23)),
        Indicator.of(plain.charAt(24)),
        Integer.parseInt(plain, 25, LENGTH, 10));
  }

  /// The weight of the label; absent when it only says that it is above 999.8 kg.
  public OptionalInt labelGrams() {
    return labelWeight == HEAVIER ? OptionalInt.empty() : OptionalInt.of(labelWeight * GRAMS);
  }

  /// In the groups in which people read it: `IQBGWA SYDAMA AEN6 0042 003 1 0 0227`.
  public String printed() {
    String text = toString();
    return String.join(
        " ",
        dispatch.printed(),
        text.substring(20, 23),
        text.substring(23, 24),
        text.substring(24, 25),
        text.substring(25));
  }

  @Override
  public String toString() {
    return dispatch + "%03d%c%c%04d".formatted(serial, last.digit, registered.digit, labelWeight);
  }
}
