package org.wasl.voice.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.proving.Receipt;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.ServiceRoom;
import org.wasl.border.setup.Surroundings;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.guarding.StrayCalls;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;
import org.wasl.voice.accounting.Suspense;
import org.wasl.voice.ber.TagTable;
import org.wasl.voice.detection.CallRecords;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.detection.DetectionStore;
import org.wasl.voice.detection.Examination;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.detection.LoadedLegs;
import org.wasl.voice.detection.Originals;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.exchange.Countersigned;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.Segments;
import org.wasl.voice.mediation.SequenceGap;
import org.wasl.voice.quality.Destinations;
import org.wasl.voice.quality.QualityDesk;
import org.wasl.voice.quality.QualitySetting;
import org.wasl.voice.store.AgreementFiles;
import org.wasl.voice.store.DetectionProfiles;
import org.wasl.voice.store.LegFolder;
import org.wasl.voice.store.PartRuleFiles;
import org.wasl.voice.store.ProfileFiles;
import org.wasl.voice.store.QualitySettings;
import org.wasl.voice.store.SearchTermsFile;
import org.wasl.voice.store.TrunkGroupsFile;

/// Makes the voice desk of a node out of its folder of facts.
public final class VoiceSetup {
  private static final String SEGMENTS = "segments";
  private static final String NOT_EXAMINED = "days-not-examined";
  private static final String FILES_MISSING = "files-missing";
  private static final String STATEMENTS_CHANGED = "voice-statements-changed";
  private static final String UNPRICED = "calls-unpriced";
  private static final int MOST_MONTHS = 12;
  private static final int MOST_GAPS = 10;
  private static final String LEGS_UNREAD = "legs-unread";
  private static final String NOT_SEARCHED = "days-not-searched";
  private static final int MAX_TABLES = 16;
  private static final String LEGS = "legs";

  private VoiceSetup() {}

  /// The agreement of a pair as one of them sees it.
  ///
  /// @param one the party whose trunk groups are told
  public static TrafficAgreement agreement(CountriesFolder countries, PartyId one, PartyId other) {
    TrafficAgreement agreement = AgreementFiles.read(countries.border(one, other));
    Path file = countries.root().resolve(one.value()).resolve("voice-trunks.csv");
    TrunkGroups trunks = TrunkGroupsFile.read(file, other);
    if (!trunks.areTold()) {
      return agreement;
    }
    List<String> digests = new ArrayList<>(agreement.digests());
    digests.add(AgreementFiles.digest(file));
    return agreement.with(trunks, digests);
  }

  public static NationalPlan plan(CountriesFolder countries, PartyId party) {
    return PlanFiles.read(party, countries.root().resolve(party.value()));
  }

  /// The tag tables that a party supplies for binary formats:
  /// `countries/<party>/tag-tables/*.json`.
  private static List<TagTable> tagTables(CountriesFolder countries, PartyId party) {
    Path folder = countries.root().resolve(party.value()).resolve("tag-tables");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<TagTable> tables = new ArrayList<>();
      for (Path file : files.sorted().limit(MAX_TABLES).toList()) {
        tables.add(TagTable.read(file.toString(), Files.readAllBytes(file)));
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /// Reads the call records of a party by what its folder says: numbers, tag tables, mapping
  /// profiles, parts of long calls.
  public static Mediation mediation(
      CountriesFolder countries, PartyId party, TrafficAgreement agreement) {
    return new Mediation(
        new NumberNormaliser(plan(countries, party)),
        agreement.zone(),
        tagTables(countries, party),
        ProfileFiles.read(countries.root().resolve(party.value())),
        PartRuleFiles.read(countries.root().resolve(party.value())));
  }

  /// Where voice stands in a node.
  public static final ServiceRoom ROOM =
      new ServiceRoom(
          VoiceDesk.VOICE,
          "voice",
          List.of(
              "voice.file",
              "voice.flaw",
              "voice.part",
              "voice.step",
              "voice.share",
              "voice.detail",
              "voice.sheet",
              "voice.detection_due",
              "voice.detection_step",
              "voice.detection_share",
              "voice.detection_unsearched"),
          List.of(SEGMENTS, LEGS));

  /// @param strays the ear of the numbering service
  public static VoiceDesk desk(Surroundings around, VoiceStore store, StrayCalls strays) {
    TrafficAgreement agreement = agreement(around.countries(), around.us(), around.them());
    BorderNode border = around.border();
    VoiceDesk.Parts parts =
        new VoiceDesk.Parts(
            agreement,
            around.us(),
            around.them(),
            around.peer(),
            store,
            new Segments(around.home().resolve(SEGMENTS)),
            legs(around.home()),
            mediation(around.countries(), around.us(), agreement),
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            strays,
            border.transactions(),
            border::erase,
            id -> receipt(border, id),
            border.stores().logs()::outcome,
            id -> countersigned(border.stores().logs(), id),
            around.clock(),
            around.random(),
            around.ids());
    return new VoiceDesk(parts, Map.of(around.us(), around.ours(), around.them(), around.theirs()));
  }

  /// The leg files of a node, from which the desk of illegal use reads.
  public static LegFolder legs(Path home) {
    return new LegFolder(home.resolve(LEGS));
  }

  private static QualitySetting quality(Surroundings around) {
    return QualitySettings.read(around.countries().border(around.us(), around.them()));
  }

  /// The records in which a party looks for illegal use.
  public static LoadedLegs records(
      CountriesFolder countries,
      PartyId us,
      PartyId them,
      CallRecords calls,
      LegRecords delivered) {
    return new LoadedLegs(
        calls,
        delivered,
        QualitySettings.read(countries.border(us, them)).causes(),
        profile(countries, us),
        plan(countries, us).countryCode());
  }

  private static Profile profile(CountriesFolder countries, PartyId us) {
    return DetectionProfiles.read(countries.root().resolve(us.value()));
  }

  /// A party's detectors over its own records.
  ///
  /// @param numbers how many are watched at once
  public static Examination examination(
      CountriesFolder countries, PartyId us, TrafficAgreement agreement, int numbers) {
    return new Examination(profile(countries, us), plan(countries, us), agreement.zone(), numbers);
  }

  /// The desk of illegal use, which reads the calls that the voice desk loaded, and hears when
  /// there are more.
  public static DetectionDesk detection(
      Surroundings around, DetectionStore store, VoiceDesk voice) {
    LegFolder delivered = legs(around.home());
    LoadedLegs records =
        records(around.countries(), around.us(), around.them(), voice::callsBetween, delivered);
    DetectionDesk desk =
        detection(
            around,
            store,
            records,
            delivered,
            new RecordsBehind(records, voice, delivered),
            period -> voice.month(period).comparison().isPresent());
    voice.whenLoaded(
        new VoiceDesk.HearsOfLoading() {
          @Override
          public void loading(Set<LocalDate> days) {
            desk.loading(days);
          }

          @Override
          public void loaded() {
            try {
              goOn(around, desk);
            } catch (RuntimeException _) {
              // the file is loaded and its days stay due; the node looks again before long
            }
          }
        });
    return desk;
  }

  /// Looks at the days whose calls were loaded and not looked at yet, and goes on with the searches
  /// of days with the other side: after a file, and from time to time, for what a stop or a failure
  /// came before. A day that cannot be looked at is an alarm; the file it came with is loaded all
  /// the same.
  public static void goOn(Surroundings around, DetectionDesk desk) {
    alarm(around, NOT_EXAMINED, desk.examineDue());
    alarm(around, NOT_SEARCHED, desk.searchDue());
  }

  private static void alarm(
      Surroundings around, String kind, List<DetectionDesk.NotExamined> failed) {
    around
        .border()
        .alarm(
            kind,
            around.us().value(),
            failed.isEmpty() ? Optional.empty() : Optional.of(failed.toString()));
  }

  /// Raises an alarm while numbered files of a source are missing, from time to time.
  public static void watchFiles(Surroundings around, VoiceDesk voice) {
    List<SequenceGap> late = voice.lateFiles();
    String detail =
        late.stream()
            .limit(MOST_GAPS)
            .map(gap -> gap.source() + " " + gap.first() + "-" + gap.last())
            .collect(Collectors.joining(", "));
    around
        .border()
        .alarm(
            FILES_MISSING,
            around.us().value(),
            late.isEmpty() ? Optional.empty() : Optional.of(detail));
  }

  /// Raises an alarm while there are more files of our elements than detection and quality read,
  /// from time to time.
  public static void watchLegs(Surroundings around) {
    int unread = legs(around.home()).unreadFiles();
    around
        .border()
        .alarm(
            LEGS_UNREAD,
            around.us().value(),
            unread == 0 ? Optional.empty() : Optional.of(unread + " + " + LegFolder.MAX_FILES));
  }

  /// Rings where signed statements no longer come out as they were signed.
  public static void watchStatements(Surroundings around, VoiceDesk voice) {
    String months =
        voice.statements().changed().stream()
            .map(YearMonth::toString)
            .collect(Collectors.joining(", "));
    around
        .border()
        .alarm(
            STATEMENTS_CHANGED,
            around.us().value(),
            months.isEmpty() ? Optional.empty() : Optional.of(months));
  }

  /// Raises an alarm while loaded calls have no price, from time to time.
  public static void watchPrices(Surroundings around, VoiceDesk voice) {
    SortedMap<YearMonth, Suspense> open = voice.openSuspense();
    String detail =
        open.entrySet().stream()
            .limit(MOST_MONTHS)
            .map(each -> unpriced(each.getKey(), each.getValue().payable()))
            .collect(Collectors.joining(", "));
    around
        .border()
        .alarm(
            UNPRICED, around.us().value(), open.isEmpty() ? Optional.empty() : Optional.of(detail));
  }

  private static String unpriced(YearMonth period, Suspense.Sum sum) {
    return period + ": " + sum.calls() + " (" + sum.seconds() + " s)";
  }

  private static DetectionDesk detection(
      Surroundings around,
      DetectionStore store,
      LegRecords records,
      LegFolder delivered,
      Originals originals,
      Predicate<YearMonth> compared) {
    BorderNode border = around.border();
    TrafficAgreement agreement = agreement(around.countries(), around.us(), around.them());
    Destinations destinations =
        new Destinations(
            List.of(plan(around.countries(), around.us()), plan(around.countries(), around.them())),
            agreement.calledCodes().values());
    QualityDesk quality =
        new QualityDesk(
            quality(around),
            agreement.zone(),
            records::gatewayBetween,
            leg -> destinations.of(leg.to(), leg.seizure()),
            around.clock());
    return new DetectionDesk(
        new DetectionDesk.Parts(
            agreement,
            plan(around.countries(), around.us()),
            profile(around.countries(), around.us()),
            SearchTermsFile.read(around.countries().border(around.us(), around.them())),
            compared,
            around.us(),
            around.them(),
            around.peer(),
            store,
            records,
            delivered::summaries,
            originals,
            quality,
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            border.transactions(),
            border::erase,
            border.stores().logs()::outcome,
            around.clock(),
            around.random(),
            around.ids()));
  }

  private static Optional<Countersigned> countersigned(LogStore logs, MessageId id) {
    Optional<LogStore.Place> place = logs.findMessage(id);
    Optional<LogState> log = place.flatMap(at -> logs.find(at.origin()));
    if (log.isEmpty() || log.get().cosignedSize() <= place.orElseThrow().index()) {
      return Optional.empty();
    }
    return log.get()
        .cosigned()
        .map(note ->
            new Countersigned(
                place.orElseThrow().index(),
                new String(note, StandardCharsets.UTF_8),
                SignedNote.read(note).lines().stream()
                    .map(SignedNote.Line::name)
                    .distinct()
                    .toList()));
  }

  private static Optional<byte[]> receipt(BorderNode border, MessageId id) {
    return border
        .stores()
        .logs()
        .findMessage(id)
        .flatMap(place -> border.receipt(place.origin(), place.index()))
        .map(Receipt::zip);
  }
}
