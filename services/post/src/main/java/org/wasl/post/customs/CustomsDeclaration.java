package org.wasl.post.customs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;

/// What the sender declares of an item (the content of CN 22, CN 23 and CP 72, ITMATT). It holds
/// names and addresses: it is kept apart from facts, for a limited time, and every reading of it is
/// written down.
///
/// @param postage in the currency of the office
/// @param pieces what is in it, 1 to [#MOST_PIECES]
/// @param undelivered what is to be done where it cannot be delivered, absent when nothing was said
/// @param insured value in SDR
public record CustomsDeclaration(
    ItemId item,
    OfficeCode office,
    LocalDate posted,
    Kind kind,
    Party sender,
    Party addressee,
    int grossGrams,
    Optional<BigDecimal> postage,
    List<Piece> pieces,
    Papers papers,
    Optional<Undelivered> undelivered,
    Optional<BigDecimal> insured) {
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
    insured.ifPresent(CustomsDeclaration::requireAmount);
    postage.ifPresent(CustomsDeclaration::requireAmount);
  }

  /// A declaration without papers, wishes and insurance.
  public CustomsDeclaration(
      ItemId item,
      OfficeCode office,
      LocalDate posted,
      Kind kind,
      Party sender,
      Party addressee,
      int grossGrams,
      Optional<BigDecimal> postage,
      List<Piece> pieces) {
    this(
        item,
        office,
        posted,
        kind,
        sender,
        addressee,
        grossGrams,
        postage,
        pieces,
        Papers.NONE,
        Optional.empty(),
        Optional.empty());
  }

  private static void requireAmount(BigDecimal amount) {
    if (amount.signum() < 0 || amount.scale() > 3 || amount.precision() > 15) {
      throw new IllegalArgumentException("not an amount: " + amount);
    }
  }

  private static void requireShort(int longest, List<String> lines) {
    for (String each : lines) {
      if (each.length() > longest) {
        throw new IllegalArgumentException("a line of more than " + longest + " characters");
      }
    }
  }

  private static void requireWeight(int grams) {
    if (grams < 0 || grams > 1_000_000) {
      throw new IllegalArgumentException("not a weight of an item: " + grams + " g");
    }
  }

  /// What the sender wants where it cannot be delivered (CP 72).
  public enum Undelivered {
    RETURN,
    FORWARD,
    ABANDON
  }

  /// Numbers of papers that go with it, and remarks of quarantine and the like; each may be empty.
  public record Papers(String licence, String certificate, String invoice, String comments) {
    private static final int LONGEST = 200;

    public static final Papers NONE = new Papers("", "", "", "");

    public Papers {
      requireShort(LONGEST, List.of(licence, certificate, invoice, comments));
    }
  }

  /// Somebody who sends or receives. What is not known is empty.
  ///
  /// @param country two capital letters
  /// @param business whose name stands under the person's
  /// @param reference for customs or tax
  public record Party(
      String name,
      String street,
      String city,
      String country,
      String telephone,
      String business,
      String postcode,
      String email,
      String reference) {
    private static final int LONGEST = 120;

    public Party {
      requireShort(
          LONGEST, List.of(name, street, city, telephone, business, postcode, email, reference));
      if (!country.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("not a country: " + country);
      }
    }

    public Party(String name, String street, String city, String country, String telephone) {
      this(name, street, city, country, telephone, "", "", "", "");
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
      requireAmount(value);
      boolean isGood =
          !description.isBlank()
              && description.length() <= LONGEST
              && quantity >= 1
              && quantity <= 1_000_000
              && currency.matches("[A-Z]{3}")
              && heading.matches("([0-9]{2,10})?")
              && origin.matches("[A-Z]{2}");
      if (!isGood) {
        throw new IllegalArgumentException("not a piece of a declaration: " + heading);
      }
    }
  }

  /// Value of all pieces.
  public BigDecimal value() {
    return pieces.stream().map(Piece::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Net weight of all pieces in grams.
  public long netGrams() {
    return pieces.stream().mapToLong(Piece::netGrams).sum();
  }
}
