package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.KeptParts;
import org.wasl.voice.mediation.PartChanges;

/// What voice keeps in the node's store; changes happen inside a transaction.
public interface VoiceStore extends StepStore {
  /// Adds a file, its parts of long calls, and what became of earlier parts by it.
  void addFile(FileReport file, PartChanges parts);

  List<FileReport> files();

  /// The parts of long calls of all files.
  KeptParts parts();

  /// The records of the parts that make up a whole call, in the order of their numbers and times;
  /// empty for a call that one record holds.
  List<CallPart.Place> partsOf(String file, int record);

  /// Adds a step of the rate sheets, in order of arrival.
  void addSheet(Json.Obj step);

  List<Json.Obj> sheets();

  void putShare(YearMonth period, PartyId party, byte[] share);

  Optional<byte[]> share(YearMonth period, PartyId party);

  void addDetail(YearMonth period, byte[] rows);

  List<byte[]> details(YearMonth period);

  /// Destroys the month's key and the details that came with it: at closing.
  void destroySecrets(YearMonth period);
}
