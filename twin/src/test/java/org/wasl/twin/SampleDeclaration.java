package org.wasl.twin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;

/// What a sender in Damascus declares of a shirt for Baghdad.
final class SampleDeclaration {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");

  private SampleDeclaration() {}

  static CustomsDeclaration of(ItemId item) {
    CustomsDeclaration.Party sender =
        new CustomsDeclaration.Party("ليلى المرسلة", "شارع 1", "دمشق", "SY", "");
    CustomsDeclaration.Party addressee =
        new CustomsDeclaration.Party("كريم المتسلم", "شارع 2", "بغداد", "IQ", "");
    return new CustomsDeclaration(
        item,
        FROM,
        LocalDate.of(2026, 3, 2),
        CustomsDeclaration.Kind.GIFT,
        sender,
        addressee,
        900,
        Optional.empty(),
        List.of(
            new CustomsDeclaration.Piece(
                "قميص قطن", 1, 500, new BigDecimal("20"), "USD", "610910", "SY")));
  }
}
