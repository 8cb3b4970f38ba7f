package org.wasl.post.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;

/// What a sender declares to customs: the data of CN 22, CN 23 and CP 72, and of the label of an
/// EMS item.
///
/// @param pieces at most [#MOST_PIECES], all in one currency, together not heavier than the item
/// @param grams gross weight of the item
/// @param office of posting
public record CustomsDeclaration(
    ItemId item,
    PostalParty sender,
    PostalParty addressee,
    Transaction transaction,
    List<Piece> pieces,
    int grams,
    String office,
    LocalDate posted,
    Optional<String> postage,
    Papers papers,
    Undelivered undelivered) {
  public static final int MOST_PIECES = 999;

  private static final int LONGEST = 300;

  /// Why the item is sent.
  public enum Transaction {
    GIFT,
    DOCUMENTS,
    SAMPLE,
    SALE,
    RETURNED,
    OTHER
  }

  /// What the sender wants where it cannot be delivered.
  public enum Undelivered {
    RETURN,
    FORWARD,
    ABANDON
  }

  /// Numbers of what goes with it.
  public record Papers(
      Optional<String> licence,
      Optional<String> certificate,
      Optional<String> invoice,
      Optional<String> comments) {
    public static final Papers NONE =
        new Papers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Papers {
      licence.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
      certificate.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
      invoice.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
      comments.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
    }
  }

  /// A part of the content.
  ///
  /// @param grams net weight of all its units
  /// @param value of all its units
  /// @param currency three letters (ISO 4217)
  /// @param tariff of the Harmonized System, 6 or more digits
  /// @param made the country of origin, two letters
  public record Piece(
      String description,
      int units,
      int grams,
      BigDecimal value,
      String currency,
      Optional<String> tariff,
      Optional<String> made) {
    public Piece {
      FormLimits.requireShort(description, LONGEST);
      if (units < 1 || grams < 0 || value.signum() < 0) {
        throw new IllegalArgumentException("not a piece of content: " + description);
      }
      if (!currency.matches("[A-Z]{3}")) {
        throw new IllegalArgumentException("not a currency: " + currency);
      }
    }
  }

  public CustomsDeclaration {
    pieces = List.copyOf(pieces);
    FormLimits.requireShort(office, LONGEST);
    postage.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
    if (pieces.size() > MOST_PIECES) {
      throw new IllegalArgumentException("more than " + MOST_PIECES + " pieces");
    }
    if (pieces.stream().map(Piece::currency).distinct().count() > 1) {
      throw new IllegalArgumentException("all pieces are declared in one currency");
    }
    if (pieces.stream().mapToLong(Piece::grams).sum() > grams) {
      throw new IllegalArgumentException("the pieces are heavier than the item");
    }
  }

  BigDecimal value() {
    return pieces.stream().map(Piece::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// The value with its currency; empty when nothing is declared.
  String valueText() {
    return pieces.isEmpty() ? "" : FormText.grouped(value()) + " " + pieces.getFirst().currency();
  }
}
