package org.wasl.post.following;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed.CarrierTold;
import org.wasl.post.recording.Irregularity;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// Where a consignment stands: a fold of its facts, the same at both posts once both hold the same.
///
/// @param advice what holds of what the office of origin said
/// @param announcement what a carrier was told, as this node heard it; not part of what both see
/// @param left the transport under which it was handed over
/// @param handedOver when
/// @param told what the carrier said, in the order in which it happened
/// @param receptacles those of the consignment, then those found and not in it
/// @param irregularities in order
/// @param finished when the office of destination accounted for all of it
public record ConsignmentPicture(
    ConsignmentId consignment,
    Status status,
    Optional<ConsignmentAdvice> advice,
    Optional<ConsignmentAdvice> announcement,
    Optional<Leg> left,
    Optional<Moment> handedOver,
    List<Told> told,
    List<Receptacle> receptacles,
    List<Irregularity> irregularities,
    Optional<Moment> finished) {
  public ConsignmentPicture {
    told = List.copyOf(told);
    receptacles = List.copyOf(receptacles);
    irregularities = List.copyOf(irregularities);
  }

  public enum Status {
    /// A carrier was told of it, and the office of origin did not form it yet.
    ANNOUNCED,
    /// Formed, and still at the office of origin.
    FORMING,
    CANCELLED,
    HANDED_OVER,
    /// The carrier says that it left.
    UNDER_WAY,
    /// Some of it is here.
    ARRIVING,
    /// Accounted for, as it was said.
    RECEIVED,
    /// Accounted for, and something is missing or too much.
    RECEIVED_DIFFERENT
  }

  /// What a carrier said.
  public record Told(Moment at, CarrierTold what) {}

  /// A receptacle of the consignment.
  ///
  /// @param isAdvised whether the consignment names it
  /// @param seen when and where it was scanned first
  /// @param worst condition in which it was found
  /// @param carrier the last that the carrier said of it
  public record Receptacle(
      ReceptacleId id,
      State state,
      boolean isAdvised,
      Optional<ReceptaclePicture.Seen> seen,
      Condition worst,
      OptionalInt grams,
      Optional<Told> carrier) {}

  public enum State {
    AWAITED,
    FOUND,
    /// The whole consignment was accounted for without it.
    MISSING,
    /// It came out of the vehicle and is not in the consignment.
    EXCESS
  }

  public Optional<OfficeCode> origin() {
    return any().map(ConsignmentAdvice::origin);
  }

  public Optional<OfficeCode> destination() {
    return any().map(ConsignmentAdvice::destination);
  }

  private Optional<ConsignmentAdvice> any() {
    return advice.or(() -> announcement);
  }

  /// How it travels: as it left, else as it was said.
  public List<Leg> legs() {
    List<Leg> said = any().map(ConsignmentAdvice::legs).orElse(List.of());
    if (left.isEmpty()) {
      return said;
    }
    return said.size() < 2
        ? List.of(left.get())
        : Stream.concat(left.stream(), said.stream().skip(1)).toList();
  }

  public long advised() {
    return receptacles.stream().filter(Receptacle::isAdvised).count();
  }

  public long found() {
    return receptacles.stream().filter(each -> each.seen().isPresent()).count();
  }

  /// SHA-256 of its canonical form, in hexadecimal digits: equal at both posts when they hold the
  /// same of this consignment.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }

  private Json.Obj json() {
    return Json.Obj.with()
        .put("consignment", consignment.value())
        .put("status", status.name())
        .put("version", advice.map(ConsignmentAdvice::version).orElse(0))
        .put("left", left.map(Leg::toString).orElse(""))
        .put("handedOver", handedOver.map(each -> each.wall().toString()).orElse(""))
        .put("finished", finished.map(each -> each.wall().toString()).orElse(""))
        .putStrings(
            "told", told.stream().map(each -> each.at().wall() + " " + each.what()).toList())
        .putStrings(
            "receptacles",
            receptacles.stream()
                .map(each -> each.id() + " " + each.state() + " " + each.worst())
                .toList())
        .putStrings("irregularities", irregularities.stream().map(Irregularity::toString).toList())
        .end();
  }
}
