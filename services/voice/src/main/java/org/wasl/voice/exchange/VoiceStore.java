package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.mediation.FileReport;

/// What voice keeps in the node's store; changes happen inside a transaction.
public interface VoiceStore {
  void addFile(FileReport file);

  List<FileReport> files();

  /// Adds a step of a month, in order of arrival.
  void addStep(YearMonth period, Json.Obj step);

  List<Json.Obj> steps(YearMonth period);

  List<YearMonth> periods();

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
