package org.wasl.post.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;

class DeclaredTest {
  @Test
  void everyFieldOfADeclarationStandsInTheFormAgain() {
    CustomsDeclaration declared =
        new CustomsDeclaration(
            ItemId.of("EE", 7, "SY"),
            new OfficeCode("SYDAMA"),
            LocalDate.of(2026, 3, 2),
            CustomsDeclaration.Kind.SALE,
            new CustomsDeclaration.Party("a", "b", "c", "SY", "1", "d", "2", "e", "3"),
            new CustomsDeclaration.Party("f", "g", "h", "IQ", "4", "i", "5", "j", "6"),
            1_250,
            Optional.of(new BigDecimal("12.500")),
            List.of(
                new CustomsDeclaration.Piece("k", 2, 500, new BigDecimal("20"), "USD", "61", "SY"),
                new CustomsDeclaration.Piece("l", 1, 70, new BigDecimal("3.5"), "USD", "", "LB")),
            new CustomsDeclaration.Papers("m", "n", "o", "p"),
            Optional.of(CustomsDeclaration.Undelivered.RETURN),
            Optional.of(new BigDecimal("100")));
    Map<String, String> form = Declared.entered(declared).toSingleValueMap();
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("replaces", "EE000000076SY"),
            Map.entry("item", "EE000000076SY"),
            Map.entry("office", "SYDAMA"),
            Map.entry("kind", "SALE"),
            Map.entry("gross", "1.25"),
            Map.entry("currency", "USD"),
            Map.entry("senderName", "a"),
            Map.entry("senderReference", "3"),
            Map.entry("addresseeStreet", "g"),
            Map.entry("addresseeEmail", "j"),
            Map.entry("description0", "k"),
            Map.entry("quantity0", "2"),
            Map.entry("net0", "0.5"),
            Map.entry("value1", "3.5"),
            Map.entry("heading1", ""),
            Map.entry("origin1", "LB"),
            Map.entry("postage", "12.500"),
            Map.entry("insured", "100"),
            Map.entry("undelivered", "RETURN"),
            Map.entry("invoice", "o"));
    expected.forEach((field, value) -> assertEquals(value, form.get(field), field));
    assertEquals(6 + 2 * 8 + 2 * 6 + 3 + 4, form.size());
  }
}
