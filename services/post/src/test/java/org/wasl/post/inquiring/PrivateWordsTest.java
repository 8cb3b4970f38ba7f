package org.wasl.post.inquiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.inquiring.PrivateWords.Found;
import org.wasl.post.inquiring.PrivateWords.Kind;

/// What looks like something of people, and what does not.
class PrivateWordsTest {
  private static final Party SENDER =
      new Party("Layla Al-Haddad", "12 Orchard Lane", "Damascus", "SY", "+963 11 222 3344");
  private static final Party ADDRESSEE =
      new Party("عُمر أحمد الجبوري", "شارع الرشيد، دار ٧", "بغداد", "IQ", "");

  private static List<Found> in(String text) {
    return PrivateWords.in(text, List.of(SENDER, ADDRESSEE));
  }

  @Test
  void telephonesAreFoundInDigitsOfEitherScriptHoweverGrouped() {
    assertEquals(
        List.of(new Found(Kind.TELEPHONE, "+964 770 123 4567")), in("call +964 770 123 4567."));
    assertEquals(List.of(new Found(Kind.TELEPHONE, "07701234567")), in("رقمه ٠٧٧٠١٢٣٤٥٦٧"));
    assertEquals(
        List.of(new Found(Kind.TELEPHONE, "(011) 222-3344")), in("at (011) 222-3344 please"));
  }

  @Test
  void identifiersDatesWeightsAndAmountsAreNoTelephones() {
    for (String text :
        List.of(
            "item EE123456785IQ and EE 123 456 785 IQ",
            "IQBGWA SYDAMA AEN6 0042 003 1 0 0227",
            "IQBGWASYDAMAAEN60042003100227",
            "posted 2026-03-01, delivered 05/03/2026",
            "claims 1.250.000 dinars, weight 12.500",
            "note 2026/17, 14 items")) {
      assertEquals(List.of(), in(text), text);
    }
  }

  @Test
  void addressesOfMailBoxesAreFound() {
    assertEquals(
        List.of(new Found(Kind.EMAIL, "omar.j@example.org")), in("write to omar.j@example.org"));
  }

  @Test
  void namesOfTheDeclarationAreFoundInWhateverSpelling() {
    assertEquals(List.of(new Found(Kind.NAME, "HADDAD")), in("Mme HADDAD says"));
    assertEquals(List.of(new Found(Kind.NAME, "لعمر")), in("قيل لعمر إنها ضاعت"));
    assertEquals(List.of(new Found(Kind.NAME, "احمد")), in("جاء احمد"));
    assertEquals(List.of(), in("the parcel was torn"), "nobody of the declaration");
  }

  @Test
  void theStreetOfTheDeclarationIsFoundByTwoOfItsWordsOrByItsOnlyOne() {
    assertEquals(List.of(new Found(Kind.ADDRESS, "Orchard Lane")), in("nobody at Orchard Lane 12"));
    assertEquals(List.of(), in("an orchard"));
  }

  @Test
  void wordsThatGoBeforeNamesAndAddressesAreSaidWithWhatFollows() {
    assertEquals(List.of(new Found(Kind.NAME, "Mrs Smith")), in("ask Mrs Smith"));
    assertEquals(List.of(new Found(Kind.NAME, "السيدة هدى")), in("اتصلوا بالفرع، السيدة هدى"));
    assertEquals(List.of(new Found(Kind.ADDRESS, "شارع فلسطين")), in("في شارع فلسطين"));
    assertEquals(List.of(), in("sent by road, the seal was broken"));
  }

  @Test
  void withoutADeclarationNoNameIsKnown() {
    assertEquals(List.of(), PrivateWords.in("Haddad", List.of()));
  }
}
