package org.wasl.voice.detection;

import java.time.Instant;
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

  /// Days that have a share of a key, in their order.
  List<LocalDate> keyed();

  /// A day whose calls were loaded and which was not searched with the other side since.
  ///
  /// @param loaded when calls of it came last
  /// @param refusal code, where the search since then was refused
  record Unsearched(LocalDate day, Instant loaded, Optional<String> refusal) {}

  /// Notes days whose calls are to be searched with the other side; a refusal of before is
  /// forgotten.
  void addUnsearched(Set<LocalDate> days, Instant loaded);

  /// The days to be searched, in their order.
  List<Unsearched> unsearched();

  /// Notes why the search of a day ended without a result; nothing where the day is not to be
  /// searched.
  void refuseSearch(LocalDate day, String code);

  /// Takes a day away that was searched, unless calls of it came after the search began.
  void searched(LocalDate day, Instant begun);
}
