package org.wasl.post.customs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;

/// A declaration made up for tests.
public final class Declared {
  private Declared() {}

  public static CustomsDeclaration of(ItemId item) {
    CustomsDeclaration.Party party =
        new CustomsDeclaration.Party("اسم", "شارع 1", "دمشق", "SY", "");
    return new CustomsDeclaration(
        item,
        new OfficeCode("SYDAMA"),
        LocalDate.of(2026, 3, 2),
        CustomsDeclaration.Kind.GIFT,
        party,
        party,
        900,
        Optional.of(new BigDecimal("12.50")),
        List.of(
            new CustomsDeclaration.Piece(
                "قميص قطن", 1, 500, new BigDecimal("20"), "USD", "610910", "SY")));
  }
}
