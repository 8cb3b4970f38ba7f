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
  public record Quantity(String kind, BigDecimal number) {
    private static List<Quantity> list(Fields fields, String part) {
      return fields.listParts(part).stream()
          .map(each -> new Quantity(each.text("kind"), each.read("number", BigDecimal::new)))
          .toList();
    }

    private Fields fields(String part) {
      return Fields.writing(part, Kept.NOTHING).put("kind", kind).put("number", number).fields();
    }
  }

  /// What the items of a format weigh together.
  public record FormatWeight(String kind, BigDecimal kilograms) {
    private static List<FormatWeight> list(Fields fields, String part) {
      return fields.listParts(part).stream()
          .map(each -> new FormatWeight(each.text("kind"), each.read("kilograms", BigDecimal::new)))
          .toList();
    }

    private Fields fields(String part) {
      return Fields.writing(part, Kept.NOTHING)
          .put("kind", kind)
          .put("kilograms", kilograms)
          .fields();
    }
  }

  /// A receptacle of the dispatch.
  ///
  /// @param type bag, tray, box...
  /// @param letters that are counted and not listed, by format
  /// @param letterWeights of these by format
  /// @param kilograms as weighed, which the label may not say
  public record Receptacle(
      ReceptacleId id,
      Optional<String> type,
      List<Quantity> letters,
      List<FormatWeight> letterWeights,
      Optional<BigDecimal> kilograms,
      List<String> seals,
      List<String> handling,
      List<Item> items,
      Kept kept) {
    public Receptacle {
      letters = List.copyOf(letters);
      letterWeights = List.copyOf(letterWeights);
      seals = List.copyOf(seals);
      handling = List.copyOf(handling);
      items = List.copyOf(items);
    }

    private static Receptacle of(Fields fields) {
      return new Receptacle(
          fields.read("id", ReceptacleId::parse),
          fields.find("type"),
          Quantity.list(fields, "letters"),
          FormatWeight.list(fields, "letterWeight"),
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
          .parts(letters.stream().map(each -> each.fields("letters")).toList())
          .put("kilograms", kilograms)
          .parts(letterWeights.stream().map(each -> each.fields("letterWeight")).toList())
          .texts("seal", seals)
          .texts("handling", handling)
          .parts(items.stream().map(Item::fields).toList())
          .fields();
    }
  }

  /// An item in a receptacle.
  ///
  /// @param format of letter post, as the kind of a quantity
  /// @param destination country
  public record Item(
      ItemReading id,
      Optional<String> format,
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
          fields.find("format"),
          fields.findDecimal("kilograms"),
          fields.listParts("amount").stream().map(Amount::of).toList(),
          fields.find("destination"),
          fields.kept());
    }

    private Fields fields() {
      return Fields.writing("item", kept)
          .put("id", id.written())
          .put("format", format)
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
        Quantity.list(fields, "quantity"),
        FormatWeight.list(fields, "weight"),
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
        .parts(quantities.stream().map(each -> each.fields("quantity")).toList())
        .parts(weights.stream().map(each -> each.fields("weight")).toList())
        .parts(TransportLeg.fields(legs))
        .parts(bags)
        .fields();
  }
}
