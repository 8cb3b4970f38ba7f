package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsRules;
import org.wasl.post.customs.HeadingBook;
import org.wasl.post.wire.DeclarationJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.MalformedJsonException;

class CustomsRulesTest {
  private static final CountriesFolder COUNTRIES =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private static final CustomsRules RULES = CustomsFiles.rules(COUNTRIES, new PartyId("iq"));
  private static final HeadingBook HEADINGS = CustomsFiles.headings(COUNTRIES);

  private static CustomsDeclaration.Piece piece(String what, String value, String heading) {
    return new CustomsDeclaration.Piece(what, 1, 400, new BigDecimal(value), "USD", heading, "SY");
  }

  private static CustomsDeclaration declared(
      CustomsDeclaration.Kind kind, int gross, CustomsDeclaration.Piece... pieces) {
    CustomsDeclaration.Party party =
        new CustomsDeclaration.Party("اسم", "شارع 1", "دمشق", "SY", "");
    return new CustomsDeclaration(
        new ItemId("EE123456785SY"),
        new OfficeCode("SYDAMA"),
        LocalDate.of(2026, 3, 2),
        kind,
        party,
        party,
        gross,
        Optional.of(new BigDecimal("12.50")),
        List.of(pieces));
  }

  private static List<String> codes(CustomsDeclaration declaration) {
    return RULES.check(declaration).stream().map(CustomsRules.Finding::code).toList();
  }

  @Test
  void goodsThatAreNamedGoThrough() {
    assertEquals(
        List.of(),
        codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece("قميص قطن أزرق", "20", "610910"))));
  }

  @Test
  void vagueWordsAreStoppedInBothLanguagesAndNamedGoodsAreNot() {
    for (String vague : List.of("هدية", "الهدية", "بضائع", "Gift", "GOODS", "parts", "أغراض")) {
      assertEquals(
          List.of("vague"),
          codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece(vague, "20", ""))),
          vague);
    }
    for (String named : List.of("هدية كتاب أطفال", "spare parts for a bicycle", "صابون غار")) {
      assertEquals(
          List.of(),
          codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece(named, "20", ""))),
          named);
    }
  }

  @Test
  void whatMayNotBeSentIsStoppedByItsWordOrItsHeading() {
    assertEquals(
        List.of("forbidden"),
        codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece("ألعاب نارية للعيد", "20", ""))));
    assertEquals(
        List.of("forbidden"),
        codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece("spare part", "20", "930190"))));
    assertEquals(
        List.of("conditions"),
        codes(
            declared(
                CustomsDeclaration.Kind.GIFT, 900, piece("phone with lithium battery", "90", ""))));
  }

  @Test
  void weightsValuesAndCurrenciesHaveToAddUp() {
    assertEquals(
        List.of("net-over-gross"),
        codes(declared(CustomsDeclaration.Kind.GIFT, 399, piece("كتاب", "20", ""))));
    assertEquals(
        List.of("no-value"),
        codes(declared(CustomsDeclaration.Kind.GIFT, 900, piece("كتاب", "0", ""))));
    assertEquals(
        List.of(), codes(declared(CustomsDeclaration.Kind.DOCUMENTS, 900, piece("عقد", "0", ""))));
  }

  @Test
  void dutiesAreThoseOfTheLongestHeadingAndNothingIsDueUpToTheRelief() {
    LocalDate day = LocalDate.of(2026, 3, 2);
    assertEquals(
        Optional.of(new BigDecimal("25.000")),
        RULES.estimate(
            declared(
                CustomsDeclaration.Kind.SALE,
                2_000,
                piece("قميص قطن", "100", "610910"),
                piece("حقيبة جلد", "100", "4202")),
            day));
    assertEquals(
        Optional.of(BigDecimal.ZERO),
        RULES.estimate(
            declared(CustomsDeclaration.Kind.SALE, 900, piece("قميص قطن", "50", "610910")), day));
    assertEquals(
        Optional.empty(),
        RULES.estimate(
            declared(CustomsDeclaration.Kind.SALE, 900, piece("قميص قطن", "51", "610910")),
            LocalDate.of(2025, 12, 31)));
  }

  @Test
  void headingsAreFoundByWordsOfBothLanguagesAndByCode() {
    assertEquals("57", HEADINGS.find("سجّاد").getFirst().code().substring(0, 2));
    assertEquals("57", HEADINGS.find("Carpets").getFirst().code().substring(0, 2));
    assertTrue(HEADINGS.find("الكتب").stream().anyMatch(each -> each.code().equals("49")));
    assertEquals("610910", HEADINGS.find("قمصان قطنية").getFirst().code());
    assertEquals("6109", HEADINGS.find("٦١٠٩").getFirst().code().substring(0, 4));
    assertEquals(List.of(), HEADINGS.find("   "));
  }

  @Test
  void aDeclarationIsReadAsItWasWrittenAndEveryTruncationIsRefused() {
    CustomsDeclaration declaration =
        declared(CustomsDeclaration.Kind.SALE, 900, piece("قميص قطن", "20.50", "610910"));
    byte[] body = DeclarationJson.json(declaration).canonicalBytes();
    assertEquals(declaration, DeclarationJson.read(body));
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThrows(MalformedJsonException.class, () -> DeclarationJson.read(cut));
    }
    String other = new String(body, StandardCharsets.UTF_8).replace("\"SALE\"", "\"PRESENT\"");
    assertThrows(
        MalformedJsonException.class,
        () -> DeclarationJson.read(other.getBytes(StandardCharsets.UTF_8)));
  }
}
