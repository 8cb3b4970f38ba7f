package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.wasl.post.DispatchId;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// RESDES: what the office of destination found of a dispatch.
///
/// @param prepared by the clock on the wall of the office of destination
/// @param completeness C when the dispatch is fully accounted for
public record Resdes(
    DispatchId dispatch,
    MessageFunction function,
    LocalDateTime prepared,
    Optional<OfficeCode> office,
    Optional<String> completeness,
    List<Receptacle> receptacles,
    Kept kept)
    implements PostalMessage {
  /// What was found of a receptacle.
  ///
  /// @param condition 30 when received in good condition
  /// @param reason why it is not as advised
  /// @param kilograms as found
  public record Receptacle(
      ReceptacleId id,
      Optional<String> condition,
      Optional<String> reason,
      Optional<LocalDateTime> received,
      Optional<OfficeCode> office,
      Optional<BigDecimal> kilograms,
      List<String> remarks,
      Kept kept) {
    public Receptacle {
      remarks = List.copyOf(remarks);
    }

    static Receptacle of(Fields fields) {
      return new Receptacle(
          fields.read("id", ReceptacleId::parse),
          fields.find("condition"),
          fields.find("reason"),
          fields.findMinute("received"),
          fields.findRead("office", OfficeCode::new),
          fields.findDecimal("kilograms"),
          fields.listTexts("remark"),
          fields.kept());
    }

    Fields fields() {
      return Fields.writing("receptacle", kept)
          .put("id", id)
          .put("condition", condition)
          .put("reason", reason)
          .put("received", received)
          .put("office", office)
          .put("kilograms", kilograms)
          .texts("remark", remarks)
          .fields();
    }
  }

  public Resdes {
    receptacles = List.copyOf(receptacles);
  }

  static Resdes of(Fields fields) {
    return new Resdes(
        fields.read("dispatch", DispatchId::parse),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.findRead("office", OfficeCode::new),
        fields.find("completeness"),
        fields.listParts("receptacle").stream().map(Receptacle::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "RESDES";
  }

  @Override
  public Fields fields() {
    return Fields.writing(type(), kept)
        .put("dispatch", dispatch)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("office", office)
        .put("completeness", completeness)
        .put("receptacles", receptacles.size())
        .parts(receptacles.stream().map(Receptacle::fields).toList())
        .fields();
  }
}
