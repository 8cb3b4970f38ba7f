package org.wasl.post.following;

import java.util.List;
import java.util.Optional;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.Moment;
import org.wasl.post.recording.Deed.Departed;
import org.wasl.post.recording.Irregularity;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// Where a dispatch stands: a fold of its facts, the same at both posts once both hold the same.
///
/// @param advice the declaration that holds
/// @param advised when it was declared first
/// @param departures in the order of their departure
/// @param receptacles in the order of their identifiers
/// @param irregularities in order
/// @param notes in the order of office and number
/// @param finished when the office of destination accounted for all of it
public record DispatchPicture(
    DispatchKey dispatch,
    Status status,
    Optional<Advice> advice,
    Optional<Moment> advised,
    List<Departed> departures,
    List<ReceptaclePicture> receptacles,
    List<Irregularity> irregularities,
    List<NotePicture> notes,
    Optional<Moment> finished) {
  public DispatchPicture {
    departures = List.copyOf(departures);
    receptacles = List.copyOf(receptacles);
    irregularities = List.copyOf(irregularities);
    notes = List.copyOf(notes);
  }

  public enum Status {
    /// Closed and declared by the office of origin.
    CLOSED,
    /// Handed over to a carrier.
    DESPATCHED,
    /// Some of it is here.
    ARRIVING,
    /// Accounted for, and something is missing.
    RECEIVED_PARTIAL,
    RECEIVED_COMPLETE,
    /// A verification note waits for its answer, or was contested.
    CONTESTED
  }

  public long awaited() {
    return receptacles.stream()
        .filter(each -> each.state() == ReceptaclePicture.State.AWAITED)
        .count();
  }

  public long seen() {
    return receptacles.stream().filter(each -> each.seen().isPresent()).count();
  }

  /// SHA-256 of its canonical form, in hexadecimal digits: equal at both posts when they hold the
  /// same of this dispatch.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }

  private Json.Obj json() {
    return Json.Obj.with()
        .put("dispatch", dispatch.toString())
        .put("status", status.name())
        .put("version", advice.map(Advice::version).orElse(0))
        .put("receptacles", Json.Arr.of(receptacles.stream().map(DispatchPicture::json).toList()))
        .put(
            "irregularities",
            Json.Arr.of(irregularities.stream().map(DispatchPicture::json).toList()))
        .put(
            "notes",
            Json.Arr.of(
                notes.stream()
                    .map(each ->
                        Json.Obj.with()
                            .put("note", each.note().id().toString())
                            .put("state", each.state().name())
                            .end())
                    .toList()))
        .put("finished", finished.map(each -> each.wall().toString()).orElse(""))
        .end();
  }

  private static Json.Obj json(ReceptaclePicture each) {
    return Json.Obj.with()
        .put("id", each.id().toString())
        .put("state", each.state().name())
        .put("worst", each.worst().name())
        .put("grams", each.grams().isPresent() ? each.grams().getAsInt() : -1)
        .put(
            "items",
            Json.Arr.of(
                each.items().stream()
                    .map(item ->
                        Json.Obj.with()
                            .put("id", item.id())
                            .put("state", item.state().name())
                            .end())
                    .toList()))
        .end();
  }

  private static Json.Obj json(Irregularity each) {
    return Json.Obj.with()
        .put("kind", each.kind().name())
        .put("subject", each.subject())
        .put("expected", each.expected())
        .put("found", each.found())
        .end();
  }
}
