package org.wasl.post.inquiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;
import org.wasl.post.following.Inquiries;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.post.store.InquiryTermsFile;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;

/// Amounts as summaries of the Universal Postal Convention give them: 30 SDR for a registered item,
/// 40 SDR and 4.50 SDR a kilogram for a parcel, the declared value of an insured item.
class IndemnityTest {
  private static final IndemnityBook BOOK =
      InquiryTermsFile.read(
              new CountriesFolder(Path.of("..", "..", "countries")),
              new PartyId("sy"),
              new PartyId("iq"))
          .indemnities();

  private static final LocalDate KNOWN = LocalDate.of(2026, 6, 30);

  private static ItemInquiry inquiry(
      String indicator,
      Set<Reason> reasons,
      int grams,
      OptionalLong insured,
      OptionalLong claimed) {
    ItemInquiry base = Inquiries.about(indicator, "IQ", reasons);
    return new ItemInquiry(
        base.id(),
        base.office(),
        base.year(),
        base.number(),
        ItemId.of(indicator, 7, "IQ"),
        reasons,
        base.posted(),
        base.postedAt(),
        grams,
        false,
        insured,
        claimed,
        base.asker(),
        base.sent(),
        base.names(),
        "");
  }

  private static OptionalLong microSdr(ItemInquiry inquiry) {
    return BOOK.find(inquiry, KNOWN)
        .map(each -> each.microSdr(inquiry, inquiry.grams()))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong lost(String indicator, int grams, OptionalLong insured) {
    return microSdr(inquiry(indicator, Set.of(Reason.LOST), grams, insured, OptionalLong.empty()));
  }

  @Test
  void aRegisteredItemIsThirtySdr() {
    assertEquals(OptionalLong.of(30_000_000), lost("RR", 2_000, OptionalLong.empty()));
  }

  @Test
  void aParcelIsFortySdrAndFourAndAHalfAKilogramCountedToTheGram() {
    assertEquals(OptionalLong.of(49_000_000), lost("CP", 2_000, OptionalLong.empty()));
    // 40 + 4.50 × 1.234 = 45.553
    assertEquals(OptionalLong.of(45_553_000), lost("CP", 1_234, OptionalLong.empty()));
    assertEquals(OptionalLong.of(40_004_500), lost("CP", 1, OptionalLong.empty()));
  }

  @Test
  void anInsuredItemIsItsDeclaredValueAndNobodyKnowsOneThatWasNotTold() {
    OptionalLong value = OptionalLong.of(123_450_000);
    assertEquals(value, lost("VV", 500, value));
    assertEquals(value, lost("CV", 500, value));
    assertEquals(OptionalLong.empty(), lost("VV", 500, OptionalLong.empty()));
  }

  @Test
  void whoClaimsLessGetsLessAndWhoClaimsMoreDoesNotGetMore() {
    ItemInquiry less =
        inquiry(
            "RR", Set.of(Reason.DAMAGED), 900, OptionalLong.empty(), OptionalLong.of(12_340_000));
    assertEquals(OptionalLong.of(12_340_000), microSdr(less));
    ItemInquiry more =
        inquiry(
            "RR", Set.of(Reason.DAMAGED), 900, OptionalLong.empty(), OptionalLong.of(99_000_000));
    assertEquals(OptionalLong.of(30_000_000), microSdr(more));
  }

  @Test
  void nothingIsLaidDownForADelayForOtherLettersAndBeforeTheRowHolds() {
    ItemInquiry late =
        inquiry("RR", Set.of(Reason.LATE), 900, OptionalLong.empty(), OptionalLong.empty());
    assertEquals(Optional.empty(), BOOK.find(late, KNOWN));
    assertEquals(OptionalLong.empty(), lost("UA", 900, OptionalLong.empty()));
    ItemInquiry base = Inquiries.about("RR", "IQ", Set.of(Reason.LOST));
    ItemInquiry old =
        new ItemInquiry(
            base.id(),
            base.office(),
            2025,
            1,
            base.item(),
            base.reasons(),
            LocalDate.of(2025, 12, 31),
            base.postedAt(),
            900,
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            base.asker(),
            base.sent(),
            base.names(),
            "");
    assertEquals(Optional.empty(), BOOK.find(old, KNOWN));
  }

  @Test
  void aRowCountsFromItsCircularOnAndTheNewestThatIsKnownCounts() {
    IndemnityRow first = row("first", LocalDate.of(2025, 7, 1), 30_000);
    IndemnityRow later = row("later", LocalDate.of(2026, 7, 1), 35_000);
    IndemnityBook book = new IndemnityBook(List.of(first, later));
    ItemInquiry lost = Inquiries.about("RR", "IQ", Set.of(Reason.LOST));
    assertEquals(Optional.empty(), book.find(lost, LocalDate.of(2025, 6, 30)));
    assertEquals(Optional.of(first), book.find(lost, LocalDate.of(2026, 6, 30)));
    assertEquals(Optional.of(later), book.find(lost, LocalDate.of(2026, 7, 31)));
    IndemnityRow rival = row("rival", first.published(), 40_000);
    assertThrows(IllegalArgumentException.class, () -> new IndemnityBook(List.of(first, rival)));
  }

  private static IndemnityRow row(String id, LocalDate published, long milliSdr) {
    return new IndemnityRow(
        id,
        Service.REGISTERED,
        Set.of(Reason.LOST),
        IndemnityRow.Basis.FIXED,
        Validity.ALWAYS,
        milliSdr,
        0,
        published,
        "circular");
  }
}
