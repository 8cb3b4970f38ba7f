package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// A consignment of receptacles: PRECON tells the office of destination of it, CARDIT the carrier.
///
/// @param type PRECON or CARDIT
/// @param consignment its identifier, as the post gives it
/// @param prepared by the clock on the wall of the office that hands over
public record Consignment(
    String type,
    String consignment,
    MessageFunction function,
    LocalDateTime prepared,
    Optional<String> carrier,
    List<TransportLeg> legs,
    List<Receptacle> receptacles,
    Kept kept)
    implements PostalMessage {
  /// A receptacle of the consignment.
  ///
  /// @param handling codes of how to treat it
  public record Receptacle(
      ReceptacleId id,
      Optional<String> type,
      Optional<BigDecimal> kilograms,
      List<String> handling,
      Kept kept) {
    public Receptacle {
      handling = List.copyOf(handling);
    }

    private static Receptacle of(Fields fields) {
      return new Receptacle(
          fields.read("id", ReceptacleId::parse),
          fields.find("type"),
          fields.findDecimal("kilograms"),
          fields.listTexts("handling"),
          fields.kept());
    }

    private Fields fields(int number) {
      return Fields.writing("receptacle", kept)
          .put("number", number)
          .put("type", type)
          .put("id", id)
          .put("kilograms", kilograms)
          .texts("handling", handling)
          .fields();
    }
  }

  public Consignment {
    legs = List.copyOf(legs);
    receptacles = List.copyOf(receptacles);
  }

  static Consignment of(Fields fields) {
    return new Consignment(
        fields.name(),
        fields.text("consignment"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.find("carrier"),
        TransportLeg.list(fields),
        fields.listParts("receptacle").stream().map(Receptacle::of).toList(),
        fields.kept());
  }

  @Override
  public Fields fields() {
    List<Fields> bags = new ArrayList<>();
    for (Receptacle each : receptacles) {
      bags.add(each.fields(bags.size() + 1));
    }
    return Fields.writing(type, kept)
        .put("consignment", consignment)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("carrier", carrier)
        .put("receptacles", receptacles.size())
        .parts(TransportLeg.fields(legs))
        .parts(bags)
        .fields();
  }
}
