package org.wasl.numbering.registering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.RecordedMove;
import org.wasl.terms.PartyId;

/// The registry as rows. It refuses, by itself, two rows that hold the same codes of one resource
/// at the same time in the world and in the registry. Changes happen inside a transaction.
public interface PlanStore {

  /// Makes other changes of this plan wait for the open transaction.
  void lock(PartyId plan);

  /// The rows known now that speak of the codes of `entry` while it is valid.
  List<RecordedEntry> overlapping(PartyId plan, PlanEntry entry);

  /// @throws OverlapException when the codes are taken at that time
  void add(RecordedEntry row);

  /// Ends what is known; a row is ended once.
  ///
  /// @throws IllegalStateException when the row is not known, or ended before
  void end(UUID row, Instant at);

  /// What was known at that moment, in order of resource, codes and time.
  List<RecordedEntry> known(PartyId plan, Instant at);

  /// All rows of all time, in the order in which they became known.
  List<RecordedEntry> history(PartyId plan);

  /// The newest moment at which anything of this plan became known.
  Optional<Instant> newest(PartyId plan);

  /// @param recordedAt when it became known
  record KnownEvent(HolderEvent event, Instant recordedAt) {}

  void addEvent(PartyId plan, HolderEvent event, Instant recordedAt);

  /// In order of time.
  List<KnownEvent> events(PartyId plan);

  void addMove(RecordedMove move);

  /// Ends what is known of a number change.
  ///
  /// @throws IllegalStateException when it is not known, or ended before
  void endMove(UUID move, Instant at);

  /// All number changes of all time, in the order in which they became known.
  List<RecordedMove> moves(PartyId plan);

  /// A shipped document that was taken into the registry.
  ///
  /// @param digest SHA-256 of the table as it was taken
  record Taken(PartyId plan, String document, String digest) {}

  void addTaken(Taken taken, Instant at);

  List<Taken> taken(PartyId plan);

  /// The codes are taken at that time.
  final class OverlapException extends RuntimeException {
    public OverlapException(String what) {
      super(what);
    }
  }
}
