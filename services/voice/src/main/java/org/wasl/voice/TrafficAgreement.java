package org.wasl.voice;

import java.math.BigInteger;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;

/// What two gateways agreed on the exchange of telephone traffic, from its data folder.
///
/// @param form streams, measures, currency, rounding
/// @param zone whose days and hours the account counts
/// @param peakFrom first moment of the peak band, `peakTo` the first after it
/// @param calledCodes the country code that the called numbers of each stream begin with
/// @param gateways the organisation that speaks for each party
/// @param conversions rates to the second unit, by day
/// @param ground the legal ground of details
/// @param deals on the volume of a month
/// @param digests of the files it was read from, the basis of accounts
public record TrafficAgreement(
    AccountForm form,
    Tolerance tolerance,
    Clocks clocks,
    ZoneId zone,
    LocalTime peakFrom,
    LocalTime peakTo,
    Map<String, String> calledCodes,
    Map<PartyId, OrganisationId> gateways,
    List<TariffRow> tariff,
    List<Conversion> conversions,
    LegalGround ground,
    Wording wording,
    List<String> digests,
    List<Deal> deals) {
  public static final List<String> MEASURES =
      List.of("calls", "answered", "seconds", "billedSeconds");

  /// Rates in millionths a minute times seconds.
  public static final BigInteger UNITS = BigInteger.valueOf(60_000_000);

  public static final String PEAK = "peak";
  public static final String OFF_PEAK = "offpeak";

  public TrafficAgreement {
    calledCodes = Map.copyOf(calledCodes);
    gateways = Map.copyOf(gateways);
    tariff = List.copyOf(tariff);
    conversions = List.copyOf(conversions);
    digests = List.copyOf(digests);
    deals = List.copyOf(deals);
  }

  /// An agreement without deals on volumes.
  public TrafficAgreement(
      AccountForm form,
      Tolerance tolerance,
      Clocks clocks,
      ZoneId zone,
      LocalTime peakFrom,
      LocalTime peakTo,
      Map<String, String> calledCodes,
      Map<PartyId, OrganisationId> gateways,
      List<TariffRow> tariff,
      List<Conversion> conversions,
      LegalGround ground,
      Wording wording,
      List<String> digests) {
    this(
        form,
        tolerance,
        clocks,
        zone,
        peakFrom,
        peakTo,
        calledCodes,
        gateways,
        tariff,
        conversions,
        ground,
        wording,
        digests,
        List.of());
  }

  /// The gateway that speaks for a party.
  public OrganisationId gateway(PartyId party) {
    OrganisationId gateway = gateways.get(party);
    if (gateway == null) {
      throw new IllegalArgumentException(party + " has no gateway in " + form.agreement());
    }
    return gateway;
  }

  /// The same agreement with another tariff.
  ///
  /// @param digests of what the tariff was made from
  public TrafficAgreement with(List<TariffRow> tariff, List<String> digests) {
    return new TrafficAgreement(
        form,
        tolerance,
        clocks,
        zone,
        peakFrom,
        peakTo,
        calledCodes,
        gateways,
        tariff,
        conversions,
        ground,
        wording,
        digests,
        deals);
  }
}
