package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemReading;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// CUSRSP: what customs decide about items.
///
/// @param prepared by the clock on the wall of customs
public record Cusrsp(
    String document,
    MessageFunction function,
    LocalDateTime prepared,
    List<Decision> decisions,
    Kept kept)
    implements PostalMessage {
  /// A decision about an item.
  ///
  /// @param code of the decision, as customs give it
  public record Decision(
      ItemReading item,
      String code,
      Optional<String> reason,
      Optional<LocalDateTime> time,
      List<Duty> duties,
      List<String> remarks,
      Kept kept) {
    public Decision {
      duties = List.copyOf(duties);
      remarks = List.copyOf(remarks);
    }

    private static Decision of(Fields fields) {
      return new Decision(
          fields.read("item", ItemReading::of),
          fields.text("code"),
          fields.find("reason"),
          fields.findMinute("time"),
          fields.listParts("duty").stream()
              .map(each ->
                  new Duty(
                      each.text("kind"),
                      each.read("amount", BigDecimal::new),
                      each.find("currency")))
              .toList(),
          fields.listTexts("remark"),
          fields.kept());
    }

    private Fields fields() {
      return Fields.writing("decision", kept)
          .put("item", item.written())
          .put("code", code)
          .put("reason", reason)
          .put("time", time)
          .parts(
              duties.stream()
                  .map(each ->
                      Fields.writing("duty", Kept.NOTHING)
                          .put("kind", each.kind())
                          .put("amount", each.amount())
                          .put("currency", each.currency())
                          .fields())
                  .toList())
          .texts("remark", remarks)
          .fields();
    }
  }

  /// An amount that is due.
  public record Duty(String kind, BigDecimal amount, Optional<String> currency) {}

  public Cusrsp {
    decisions = List.copyOf(decisions);
  }

  static Cusrsp of(Fields fields) {
    return new Cusrsp(
        fields.text("document"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.listParts("decision").stream().map(Decision::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "CUSRSP";
  }

  @Override
  public Fields fields() {
    return Fields.writing(type(), kept)
        .put("document", document)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("decisions", decisions.size())
        .parts(decisions.stream().map(Decision::fields).toList())
        .fields();
  }
}
