package org.wasl.border.setup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.wasl.border.NodeId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

/// What every service is made in: the facts, both parties, the border it sends through, its folder,
/// and the clock, randomness and ids that a node takes from the machine and the twin from its seed.
///
/// @param home the node's folder; a service keeps its files in folders that its [ServiceRoom] names
public record Surroundings(
    CountriesFolder countries,
    PartyId us,
    PartyId them,
    BorderNode border,
    Path home,
    InstantSource clock,
    SecureRandom random,
    Supplier<UUID> ids) {

  public Party ours() {
    return countries.party(us);
  }

  public Party theirs() {
    return countries.party(them);
  }

  /// The other party's node.
  public NodeId peer() {
    return new NodeId(theirs().nodeName());
  }
}
