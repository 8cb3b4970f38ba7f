package org.wasl.voice.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.border.MessageId;
import org.wasl.border.proving.Receipt;
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
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.Segments;
import org.wasl.voice.store.AgreementFiles;

/// Makes the voice desk of a node out of its folder of facts.
public final class VoiceSetup {
  private static final String SEGMENTS = "segments";

  private VoiceSetup() {}

  public static TrafficAgreement agreement(CountriesFolder countries, PartyId one, PartyId other) {
    return AgreementFiles.read(countries.border(one, other));
  }

  public static NationalPlan plan(CountriesFolder countries, PartyId party) {
    return PlanFiles.read(party, countries.root().resolve(party.value()));
  }

  /// Where voice stands in a node.
  public static final ServiceRoom ROOM =
      new ServiceRoom(
          VoiceDesk.VOICE,
          "voice",
          List.of(
              "voice.file",
              "voice.flaw",
              "voice.step",
              "voice.share",
              "voice.detail",
              "voice.sheet"),
          List.of(SEGMENTS));

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
            new Mediation(
                new NumberNormaliser(plan(around.countries(), around.us())), agreement.zone()),
            border.outbox(),
            border.approvals(),
            border.auditTrail(),
            strays,
            border.transactions(),
            border::erase,
            id -> receipt(border, id),
            around.clock(),
            around.random(),
            around.ids());
    return new VoiceDesk(parts, Map.of(around.us(), around.ours(), around.them(), around.theirs()));
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
