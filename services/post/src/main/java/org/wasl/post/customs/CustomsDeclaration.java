package org.wasl.post.customs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;

/// What the sender declares of an item (the content of CN 22 and CN 23, ITMATT). It holds names and
/// addresses: it is kept apart from facts, for a limited time, and every reading of it is written
/// down.
///
/// @param postage in the currency of the office
/// @param pieces what is in it, 1 to [#MOST_PIECES]
public record CustomsDeclaration(
    ItemId item,
    OfficeCode office,
    LocalDate posted,
    Kind kind,
    Party sender,
    Party addressee,
    int grossGrams,
    Optional<BigDecimal> postage,
    List<Piece> pieces) {
  public static final int MOST_PIECES = 99;

  /// Why it is sent.
  public enum Kind {
    GIFT,
    DOCUMENTS,
    SAMPLE,
    SALE,
    RETURNED,
    OTHER
  }

  public CustomsDeclaration {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty() || pieces.size() > MOST_PIECES) {
      throw new IllegalArgumentException("a declaration has 1 to " + MOST_PIECES + " pieces");
    }
    requireWeight(grossGrams);
  }

  private static void requireWeight(int grams) {
    if (grams < 0 || grams > 1_000_000) {
      throw new IllegalArgumentException("not a weight of an item: " + grams + " g");
    }
  }

  /// Somebody who sends or receives.
  ///
  /// @param country two capital letters
  public record Party(String name, String street, String city, String country, String telephone) {
    private static final int LONGEST = 120;

    public Party {
      for (String each : List.of(name, street, city, telephone)) {
        if (each.length() > LONGEST) {
          throw new IllegalArgumentException("a line of more than " + LONGEST + " characters");
        }
      }
      if (!country.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("not a country: " + country);
      }
    }
  }

  /// Some of what is in an item.
  ///
  /// @param quantity 1 or more
  /// @param netGrams of all of it
  /// @param value of all of it
  /// @param currency ISO 4217
  /// @param heading of the Harmonized System, 2 to 10 digits, empty where the sender knows none
  /// @param origin country where it was made, two capital letters
  public record Piece(
      String description,
      int quantity,
      int netGrams,
      BigDecimal value,
      String currency,
      String heading,
      String origin) {
    private static final int LONGEST = 200;

    public Piece {
      requireWeight(netGrams);
      boolean isGood =
          !description.isBlank()
              && description.length() <= LONGEST
              && quantity >= 1
              && quantity <= 1_000_000
              && value.signum() >= 0
              && value.scale() <= 3
              && value.precision() <= 15
              && currency.matches("[A-Z]{3}")
              && heading.matches("([0-9]{2,10})?")
              && origin.matches("[A-Z]{2}");
      if (!isGood) {
        throw new IllegalArgumentException("not a piece of a declaration: " + heading);
      }
    }
  }

  /// Net weight of all pieces in grams.
  public long netGrams() {
    return pieces.stream().mapToLong(Piece::netGrams).sum();
  }
}
