package org.wasl.voice;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.numbering.NationalPlan;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.Stream;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LegalGround;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// An agreement between made-up countries with the codes 999 and 888.
public final class Example {
  public static final PartyId AA = new PartyId("aa");
  public static final PartyId BB = new PartyId("bb");
  public static final ZoneId ZONE = ZoneId.of("UTC");
  public static final NationalPlan PLAN = new NationalPlan(AA, "999", "0", "00", List.of());

  /// Peak from 8 to 20 o'clock every day.
  public static final TimeProfile PEAK =
      TimeProfile.daily(
          TimeProfile.STANDARD, List.of(new TimeProfile.Hours(8 * 3_600, 20 * 3_600)));

  private Example() {}

  public static TariffRow row(String prefix, long micros, int initial, int step) {
    return new TariffRow(
        "aa-bb", prefix, "to-" + prefix, Validity.ALWAYS, micros, micros, initial, step, 0, 0, 0);
  }

  public static TrafficAgreement agreement(TariffRow... rows) {
    return agreement(
        new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2), rows);
  }

  public static TrafficAgreement agreement(RoundingRule rounding, TariffRow... rows) {
    return agreement(List.of(PEAK), rounding, rows);
  }

  public static TrafficAgreement agreement(
      List<TimeProfile> profiles, RoundingRule rounding, TariffRow... rows) {
    AccountForm form =
        new AccountForm(
            new AgreementId("aa-bb-voice"),
            1,
            TrafficAgreement.MEASURES,
            new CurrencyVintage("USD", 0, 2),
            TrafficAgreement.UNITS,
            rounding,
            List.of(
                new Stream("aa-bb", AA, BB, new LocalizedText("أ", "A")),
                new Stream("bb-aa", BB, AA, new LocalizedText("ب", "B"))));
    return new TrafficAgreement(
        form,
        new Tolerance(BigDecimal.ONE, BigDecimal.ZERO),
        new Clocks(50, 2, 1, 2, BigDecimal.ZERO),
        ZONE,
        profiles,
        Map.of("aa-bb", "888", "bb-aa", "999"),
        Map.of(AA, new OrganisationId("aa.gw"), BB, new OrganisationId("bb.gw")),
        List.of(rows),
        List.of(),
        new LegalGround("agreement", "aa-bb-voice", "account-dispute", Optional.empty()),
        new Wording(Map.of()),
        List.of());
  }

  public static Call call(String to, String time, int seconds) {
    return new Call(
        999_123_4567L,
        Long.parseLong(to),
        LocalDate.parse(time.substring(0, 10))
            .atTime(LocalTime.parse(time.substring(11)))
            .atZone(ZONE)
            .toEpochSecond(),
        seconds,
        seconds > 0,
        "gw-1",
        1);
  }

  /// Exact units of so many millionths of the currency.
  public static BigInteger units(long micros) {
    return BigInteger.valueOf(micros).multiply(BigInteger.valueOf(60));
  }
}
