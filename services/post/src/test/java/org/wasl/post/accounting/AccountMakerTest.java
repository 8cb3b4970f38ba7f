package org.wasl.post.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.rating.MailCount;
import org.wasl.post.store.AccountTermsFile;
import org.wasl.post.store.PostAgreementFile;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;

class AccountMakerTest {
  private static final CountriesFolder COUNTRIES =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private static final PartyId SY = new PartyId("sy");
  private static final PartyId IQ = new PartyId("iq");
  private static final AccountTerms TERMS = AccountTermsFile.read(COUNTRIES, SY, IQ);
  private static final String STREAM =
      TERMS.findStream(AccountTerms.INDEMNITIES, SY).orElseThrow().id();
  private static final AccountItem INQUIRY =
      new AccountItem.OfInquiry(new OfficeCode("SYDAMA"), 2026, 3, ItemId.of("RR", 1, "SY"));

  private static List<Line> lines(Booked booked) {
    AccountMaker.Making making =
        new AccountMaker(
                TERMS,
                PostAgreementFile.read(COUNTRIES, SY, IQ).tolerances(),
                _ -> Optional.empty(),
                SY)
            .making(YearMonth.of(2026, 12), booked, Progress.NONE);
    making.take(List.of());
    return making.made().account().lines();
  }

  /// An answer that was given in time and came after the month was agreed: nobody is liable.
  @Test
  void anIndemnityThatWasAccountedAndDoesNotStandIsTakenBack() {
    LineKey key =
        new LineKey(STREAM, INQUIRY.word(), LocalDate.of(2026, 11, 15), AccountMaker.INDEMNITY);
    Booked booked = Booked.nothing();
    booked.add(new Line(key, MailCount.ofIndemnities(1), BigInteger.valueOf(30_000_000)));
    Line back = lines(booked).getFirst();
    assertEquals(BigInteger.valueOf(-30_000_000), back.exact());
    assertEquals(MailCount.ofIndemnities(-1), back.quantities());
    assertEquals(AccountMaker.DIFFERENCE, back.key().band());
    assertEquals(INQUIRY, AccountItem.of(back.key()));
    booked.add(back);
    assertEquals(List.of(), lines(booked), "once");
  }
}
