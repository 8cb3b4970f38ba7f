package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.DispatchId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// PREDES: a dispatch that was closed, with its receptacles and their items, from the office of
/// origin to the office of destination.
///
/// @param closed by the clock on the wall of the office of origin
/// @param expected arrival, by the clock on the wall of the office of destination
/// @param quantities of items by kind
/// @param weights by format
public record Predes(
    DispatchId dispatch,
    MessageFunction function,
    LocalDateTime closed,
    Optional<LocalDateTime> expected,
    Optional<OfficeCode> origin,
    Optional<OfficeCode> destination,
    List<Quantity> quantities,
    List<FormatWeight> weights,
    List<TransportLeg> legs,
    List<Receptacle> receptacles,
    Kept kept)
    implements PostalMessage {
  /// How many items of a kind.
  public record Quantity(String kind, BigDecimal number) {}

  /// What the items of a format weigh together.
  public record FormatWeight(String kind, BigDecimal kilograms) {}

  /// A receptacle of the dispatch.
  ///
  /// @param type bag, tray, box...
  /// @param kilograms as weighed, which the label may not say
  public record Receptacle(
      ReceptacleId id,
      Optional<String> type,
      Optional<BigDecimal> kilograms,
      List<String> seals,
      List<String> handling,
      List<Item> items,
      Kept kept) {
    public Receptacle {
      seals = List.copyOf(seals);
      handling = List.copyOf(handling);
      items = List.copyOf(items);
    }

    private static Receptacle of(Fields fields) {
      return new Receptacle(
          fields.read("id", ReceptacleId::parse),
          fields.find("type"),
          fields.findDecimal("kilograms"),
          fields.listTexts("seal"),
          fields.listTexts("handling"),
          fields.listParts("item").stream().map(Item::of).toList(),
          fields.kept());
    }

    private Fields fields(int number) {
      return Fields.writing("receptacle", kept)
          .put("number", number)
          .put("type", type)
          .put("id", id)
          .put("kilograms", kilograms)
          .texts("seal", seals)
          .texts("handling", handling)
          .parts(items.stream().map(Item::fields).toList())
          .fields();
    }
  }

  /// An item in a receptacle.
  ///
  /// @param destination country
  public record Item(
      ItemReading id,
      Optional<BigDecimal> kilograms,
      List<Amount> amounts,
      Optional<String> destination,
      Kept kept) {
    public Item {
      amounts = List.copyOf(amounts);
    }

    private static Item of(Fields fields) {
      return new Item(
          fields.read("id", ItemReading::of),
          fields.findDecimal("kilograms"),
          fields.listParts("amount").stream().map(Amount::of).toList(),
          fields.find("destination"),
          fields.kept());
    }

    private Fields fields() {
      return Fields.writing("item", kept)
          .put("id", id.written())
          .put("kilograms", kilograms)
          .put("destination", destination)
          .parts(amounts.stream().map(Amount::fields).toList())
          .fields();
    }
  }

  /// An amount of an item: declared or insured value, postage, charge on delivery.
  public record Amount(String kind, BigDecimal value, Optional<String> currency) {
    private static Amount of(Fields fields) {
      return new Amount(
          fields.text("kind"), fields.read("value", BigDecimal::new), fields.find("currency"));
    }

    private Fields fields() {
      return Fields.writing("amount", Kept.NOTHING)
          .put("kind", kind)
          .put("value", value)
          .put("currency", currency)
          .fields();
    }
  }

  public Predes {
    quantities = List.copyOf(quantities);
    weights = List.copyOf(weights);
    legs = List.copyOf(legs);
    receptacles = List.copyOf(receptacles);
  }

  static Predes of(Fields fields) {
    return new Predes(
        fields.read("dispatch", DispatchId::parse),
        fields.read("function", MessageFunction::of),
        fields.minute("closed"),
        fields.findMinute("expected"),
        fields.findRead("origin", OfficeCode::new),
        fields.findRead("destination", OfficeCode::new),
        fields.listParts("quantity").stream()
            .map(each -> new Quantity(each.text("kind"), each.read("number", BigDecimal::new)))
            .toList(),
        fields.listParts("weight").stream()
            .map(each ->
                new FormatWeight(each.text("kind"), each.read("kilograms", BigDecimal::new)))
            .toList(),
        TransportLeg.list(fields),
        fields.listParts("receptacle").stream().map(Receptacle::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "PREDES";
  }

  @Override
  public Fields fields() {
    List<Fields> bags = new ArrayList<>();
    for (Receptacle each : receptacles) {
      bags.add(each.fields(bags.size() + 1));
    }
    return Fields.writing(type(), kept)
        .put("dispatch", dispatch)
        .put("function", function.code())
        .put("closed", closed)
        .put("expected", expected)
        .put("origin", origin)
        .put("destination", destination)
        .put("receptacles", receptacles.size())
        .put("items", receptacles.stream().mapToInt(each -> each.items().size()).sum())
        .parts(
            quantities.stream()
                .map(each ->
                    Fields.writing("quantity", Kept.NOTHING)
                        .put("kind", each.kind())
                        .put("number", each.number())
                        .fields())
                .toList())
        .parts(
            weights.stream()
                .map(each ->
                    Fields.writing("weight", Kept.NOTHING)
                        .put("kind", each.kind())
                        .put("kilograms", each.kilograms())
                        .fields())
                .toList())
        .parts(TransportLeg.fields(legs))
        .parts(bags)
        .fields();
  }
}
