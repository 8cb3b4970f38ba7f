package org.wasl.post.edi.table;

import java.util.Locale;

/// What a value has to be beyond its format, where a qualifier beside it says so.
///
/// @param qualifier where the qualifier stands; [Position#NONE] for always
/// @param value of the qualifier
/// @param place what is checked
/// @param counted the tag that is counted, for [Kind#COUNT]; empty otherwise
public record Check(Position qualifier, String value, Position place, Kind kind, String counted) {
  /// An element and a component of it, from 1.
  public record Position(int element, int component) {
    public static final Position NONE = new Position(0, 0);

    static Position of(String text) {
      if (text.isEmpty()) {
        return NONE;
      }
      String[] parts = text.split("\\.");
      return new Position(
          Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    }
  }

  /// What is checked.
  public enum Kind {
    /// An S10 identifier.
    ITEM,
    /// An S8 identifier.
    DISPATCH,
    /// An S9 identifier.
    RECEPTACLE,
    /// A code of list 108, by its form.
    OFFICE,
    /// A code of list 108, or a name that the sender gives to an office of its own.
    PLACE,
    /// A day or a time that exists: as many digits as the format beside it says.
    DATE,
    /// How many segments with a tag the message has.
    COUNT
  }

  static Check of(String qualifier, String value, String place, String check) {
    String[] parts = check.split(":", 2);
    return new Check(
        Position.of(qualifier),
        value,
        Position.of(place),
        Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        parts.length > 1 ? parts[1] : "");
  }
}
