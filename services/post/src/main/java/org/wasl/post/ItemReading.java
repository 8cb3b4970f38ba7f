package org.wasl.post;

/// What a text in the place of an item's identifier turns out to be. Nothing is thrown away: what
/// is no S10 identifier is kept as the local identifier that it may be.
public sealed interface ItemReading {
  /// An identifier with its right check digit.
  record Valid(ItemId id) implements ItemReading {}

  /// The form of S10 with another check digit than the serial number asks for: a slip of a reader
  /// or a pen.
  ///
  /// @param text normalised
  /// @param found the check digit as read
  /// @param expected the one of the serial number as read
  record WrongCheckDigit(String text, int found, int expected) implements ItemReading {}

  /// Another identifier: of a customer, of a domestic service, or damaged.
  ///
  /// @param text normalised, otherwise as it came
  record Local(String text) implements ItemReading {}

  /// The identifier as it is kept and written, whatever it turned out to be.
  default String written() {
    return switch (this) {
      case Valid(ItemId id) -> id.value();
      case WrongCheckDigit(String text, int _, int _) -> text;
      case Local(String text) -> text;
    };
  }

  /// Reads a text as it comes from a scanner, a keyboard or a file: groups, lower case and digits
  /// of Arabic keyboards are no obstacle.
  ///
  /// @throws IllegalArgumentException when the text is longer than any label
  static ItemReading of(String text) {
    String plain = PostalText.normalised(text);
    if (!ItemId.hasForm(plain)) {
      return new Local(plain);
    }
    int found = plain.charAt(10) - '0';
    int expected = ItemId.checkDigit(Integer.parseInt(plain, 2, 10, 10));
    return found == expected
        ? new Valid(new ItemId(plain))
        : new WrongCheckDigit(plain, found, expected);
  }
}
