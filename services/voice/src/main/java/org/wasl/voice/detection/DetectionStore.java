package org.wasl.voice.detection;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;

/// What detection keeps in the node's store; changes happen inside a transaction.
public interface DetectionStore {

  /// Adds a step, in order of arrival.
  ///
  /// @param subject a case's id or a day
  void addStep(String subject, Json.Obj step);

  List<Json.Obj> steps(String subject);

  /// Everything that has steps, in order of the first.
  List<String> subjects();

  /// Keeps a share of a day's key; the first stays.
  void putShare(LocalDate day, PartyId party, byte[] share);

  Optional<byte[]> share(LocalDate day, PartyId party);

  /// Destroys a day's key.
  void destroyShares(LocalDate day);

  /// A day whose calls are to be looked at.
  ///
  /// @param mark of the newest note of the day, growing; what is noted while somebody looks is due
  ///   again
  record Due(LocalDate day, long mark) {}

  /// Notes days whose calls are to be looked at.
  void addDue(Set<LocalDate> days);

  /// The days to be looked at, each once, in their order.
  List<Due> due();

  /// Takes the notes of a day up to a mark away.
  void removeDue(Due seen);
}
