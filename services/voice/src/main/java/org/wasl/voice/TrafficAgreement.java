package org.wasl.voice;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Terms;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// What two gateways agreed on the exchange of telephone traffic, from its data folder.
///
/// @param form streams, measures, currency, rounding
/// @param zone whose days and hours the account counts
/// @param profiles when the peak band holds, the standard one first
/// @param notices how long before a change of rates it must be announced, by day
/// @param calledCodes the country code that the called numbers of each stream begin with
/// @param gateways the organisation that speaks for each party
/// @param conversions rates to the second unit, by day
/// @param ground the legal ground of details
/// @param deals on the volume of a month
/// @param lookBackMonths how many months before it the account of a month may correct
/// @param trunks where the trunk groups of this node's gateway lead
/// @param earlier versions that hold for accounts of months gone by, the oldest first
/// @param digests of the files it was read from, the basis of accounts
public record TrafficAgreement(
    AccountForm form,
    Tolerance tolerance,
    Clocks clocks,
    ZoneId zone,
    List<TimeProfile> profiles,
    List<Notice> notices,
    Map<String, String> calledCodes,
    Map<PartyId, OrganisationId> gateways,
    List<TariffRow> tariff,
    List<Conversion> conversions,
    LegalGround ground,
    Wording wording,
    List<String> digests,
    List<Deal> deals,
    int lookBackMonths,
    TrunkGroups trunks,
    List<Earlier> earlier) {
  /// The most months that an account may correct.
  public static final int MOST_LOOK_BACK = 24;

  public static final List<String> MEASURES =
      List.of("calls", "answered", "seconds", "billedSeconds");

  /// Rates in millionths a minute times seconds.
  public static final BigInteger UNITS = BigInteger.valueOf(60_000_000);

  public static final String PEAK = "peak";
  public static final String OFF_PEAK = "offpeak";

  /// How long before a change of rates it must be announced, while this holds.
  ///
  /// @param increaseDays full days between the announcement and the first day of a higher rate
  /// @param decreaseDays the same for a lower one; 0 where it may begin at once
  public record Notice(Validity validity, int increaseDays, int decreaseDays) {
    /// Where an agreement says nothing: no change begins before it is announced.
    public static final Notice NONE = new Notice(Validity.ALWAYS, 0, 0);

    public Notice {
      if (increaseDays < 0 || increaseDays > 366 || decreaseDays < 0 || decreaseDays > 366) {
        throw new IllegalArgumentException("a notice of 0 to 366 days");
      }
    }
  }

  /// What the agreement said of accounts before it was changed. An account that was agreed and
  /// signed follows it for ever.
  ///
  /// @param until the last month whose account follows it
  public record Earlier(YearMonth until, AccountForm form, Tolerance tolerance, Clocks clocks) {}

  public TrafficAgreement {
    profiles = List.copyOf(profiles);
    notices = List.copyOf(notices);
    Set<String> names = profiles.stream().map(TimeProfile::name).collect(Collectors.toSet());
    if (names.size() != profiles.size() || !names.contains(TimeProfile.STANDARD)) {
      throw new IllegalArgumentException("time profiles: the standard one, and each name once");
    }
    calledCodes = Map.copyOf(calledCodes);
    gateways = Map.copyOf(gateways);
    tariff = List.copyOf(tariff);
    conversions = List.copyOf(conversions);
    digests = List.copyOf(digests);
    deals = List.copyOf(deals);
    earlier = List.copyOf(earlier);
    requireVersions(form, clocks, earlier);
  }

  private static void requireVersions(AccountForm form, Clocks clocks, List<Earlier> earlier) {
    int version = 0;
    YearMonth until = null;
    for (Earlier each : earlier) {
      if (each.form().version() <= version || (until != null && !each.until().isAfter(until))) {
        throw new IllegalArgumentException(
            "earlier versions stand in order, each until a later month: " + each.until());
      }
      if (each.clocks().statementMonths() != clocks.statementMonths()) {
        throw new IllegalArgumentException(
            "all versions settle as many months at once: " + clocks.statementMonths());
      }
      version = each.form().version();
      until = each.until();
    }
    if (form.version() <= version) {
      throw new IllegalArgumentException("the version in force is above " + version);
    }
  }

  private Optional<Earlier> earlier(YearMonth month) {
    return earlier.stream().filter(each -> !each.until().isBefore(month)).findFirst();
  }

  /// What it says of the account of a month.
  public Terms terms(YearMonth month) {
    return new Terms(
        form(month),
        earlier(month).map(Earlier::tolerance).orElse(tolerance),
        new DealLines(deals));
  }

  /// The form of the account of a month.
  public AccountForm form(YearMonth month) {
    return earlier(month).map(Earlier::form).orElse(form);
  }

  /// The currency of the account of each of some months.
  public Map<YearMonth, CurrencyVintage> currencies(Collection<YearMonth> months) {
    return months.stream()
        .distinct()
        .collect(Collectors.toMap(Function.identity(), month -> form(month).currency()));
  }

  /// The clocks of the account of a month.
  public Clocks clocks(YearMonth month) {
    return earlier(month).map(Earlier::clocks).orElse(clocks);
  }

  /// An agreement without deals on volumes, where nothing is said of notice.
  public TrafficAgreement(
      AccountForm form,
      Tolerance tolerance,
      Clocks clocks,
      ZoneId zone,
      List<TimeProfile> profiles,
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
        profiles,
        List.of(),
        calledCodes,
        gateways,
        tariff,
        conversions,
        ground,
        wording,
        digests,
        List.of(),
        0,
        TrunkGroups.ALL,
        List.of());
  }

  /// The notice that changes need that are announced on a day.
  public Notice notice(LocalDate day) {
    return notices.stream()
        .filter(each -> each.validity().holdsOn(day))
        .findFirst()
        .orElse(Notice.NONE);
  }

  /// Whether rates may name a time profile.
  public boolean hasProfile(String name) {
    return profiles.stream().anyMatch(each -> each.name().equals(name));
  }

  /// The gateway that speaks for a party.
  public OrganisationId gateway(PartyId party) {
    OrganisationId gateway = gateways.get(party);
    if (gateway == null) {
      throw new IllegalArgumentException(party + " has no gateway in " + form.agreement());
    }
    return gateway;
  }

  /// The same agreement as a gateway sees it whose trunk groups are told.
  ///
  /// @param digests of what it was made from
  public TrafficAgreement with(TrunkGroups groups, List<String> digests) {
    return with(tariff, groups, digests);
  }

  /// The same agreement with another tariff.
  ///
  /// @param digests of what the tariff was made from
  public TrafficAgreement with(List<TariffRow> tariff, List<String> digests) {
    return with(tariff, trunks, digests);
  }

  private TrafficAgreement with(List<TariffRow> tariff, TrunkGroups trunks, List<String> digests) {
    return new TrafficAgreement(
        form,
        tolerance,
        clocks,
        zone,
        profiles,
        notices,
        calledCodes,
        gateways,
        tariff,
        conversions,
        ground,
        wording,
        digests,
        deals,
        lookBackMonths,
        trunks,
        earlier);
  }
}
