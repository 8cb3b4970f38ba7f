package org.wasl.post.edi.message;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// A way of mail in one vehicle.
///
/// @param conveyance flight, train or vehicle
/// @param mode of UN recommendation 19: 1 sea, 2 rail, 3 road, 4 air
/// @param from an office or a place on the way
/// @param departure by the clock on the wall there
/// @param arrival by the clock on the wall there
/// @param seal of the vehicle
public record TransportLeg(
    Optional<String> conveyance,
    Optional<String> mode,
    Optional<String> carrier,
    Optional<String> from,
    Optional<String> to,
    Optional<LocalDateTime> departure,
    Optional<LocalDateTime> arrival,
    Optional<String> seal,
    Kept kept) {
  static TransportLeg of(Fields fields) {
    return new TransportLeg(
        fields.find("conveyance"),
        fields.find("mode"),
        fields.find("carrier"),
        fields.find("from"),
        fields.find("to"),
        fields.findMinute("departure"),
        fields.findMinute("arrival"),
        fields.find("seal"),
        fields.kept());
  }

  Fields fields() {
    return Fields.writing("leg", kept)
        .put("conveyance", conveyance)
        .put("mode", mode)
        .put("carrier", carrier)
        .put("from", from)
        .put("to", to)
        .put("departure", departure)
        .put("arrival", arrival)
        .put("seal", seal)
        .fields();
  }

  static List<TransportLeg> list(Fields fields) {
    return fields.listParts("leg").stream().map(TransportLeg::of).toList();
  }

  static List<Fields> fields(List<TransportLeg> legs) {
    return legs.stream().map(TransportLeg::fields).toList();
  }
}
