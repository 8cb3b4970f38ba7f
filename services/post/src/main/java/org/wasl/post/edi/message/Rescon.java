package org.wasl.post.edi.message;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.wasl.post.OfficeCode;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// RESCON: what the office of destination found of a consignment.
///
/// @param prepared by the clock on the wall of the office of destination
/// @param completeness C when the consignment is fully accounted for
public record Rescon(
    String consignment,
    MessageFunction function,
    LocalDateTime prepared,
    Optional<OfficeCode> office,
    Optional<String> completeness,
    List<Resdes.Receptacle> receptacles,
    Kept kept)
    implements PostalMessage {
  public Rescon {
    receptacles = List.copyOf(receptacles);
  }

  static Rescon of(Fields fields) {
    return new Rescon(
        fields.text("consignment"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.findRead("office", OfficeCode::new),
        fields.find("completeness"),
        fields.listParts("receptacle").stream().map(Resdes.Receptacle::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "RESCON";
  }

  @Override
  public Fields fields() {
    return Fields.writing(type(), kept)
        .put("consignment", consignment)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("office", office)
        .put("completeness", completeness)
        .put("receptacles", receptacles.size())
        .parts(receptacles.stream().map(Resdes.Receptacle::fields).toList())
        .fields();
  }
}
