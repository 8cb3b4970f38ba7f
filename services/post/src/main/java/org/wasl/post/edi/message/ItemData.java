package org.wasl.post.edi.message;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemReading;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// What is in items, who sends and who receives them: ITMATT tells the other post, CUSITM customs.
/// It holds names and addresses.
///
/// @param type ITMATT or CUSITM
/// @param prepared by the clock on the wall of the sender
public record ItemData(
    String type,
    String document,
    MessageFunction function,
    LocalDateTime prepared,
    List<Item> items,
    Kept kept)
    implements PostalMessage {
  private static final String KILOGRAMS = "kilograms";
  private static final String CURRENCY = "currency";

  /// An item.
  ///
  /// @param destination country
  /// @param kind why it is sent, in words
  public record Item(
      ItemReading id,
      Optional<LocalDate> posted,
      Optional<String> destination,
      Optional<BigDecimal> kilograms,
      Optional<BigDecimal> postage,
      Optional<String> currency,
      Optional<String> kind,
      List<Party> parties,
      List<Piece> pieces,
      Kept kept) {
    public Item {
      parties = List.copyOf(parties);
      pieces = List.copyOf(pieces);
    }

    private static Item of(Fields fields) {
      return new Item(
          fields.read("item", ItemReading::of),
          fields.findRead(
              "posted", text -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)),
          fields.find("destination"),
          fields.findDecimal(KILOGRAMS),
          fields.findDecimal("postage"),
          fields.find(CURRENCY),
          fields.find("kind"),
          fields.listParts("party").stream().map(Party::of).toList(),
          fields.listParts("piece").stream().map(Piece::of).toList(),
          fields.kept());
    }

    private Fields fields() {
      List<Fields> listed = new ArrayList<>();
      for (Piece each : pieces) {
        listed.add(each.fields(listed.size() + 1));
      }
      return Fields.writing("item", kept)
          .put("item", id.written())
          .put("posted", posted.map(each -> each.format(DateTimeFormatter.BASIC_ISO_DATE)))
          .put("destination", destination)
          .put(KILOGRAMS, kilograms)
          .put("postage", postage)
          .put(CURRENCY, currency)
          .put("kind", kind)
          .parts(parties.stream().map(Party::fields).toList())
          .parts(listed)
          .fields();
    }
  }

  /// Who sends (CZ) or receives (CN).
  public record Party(
      String role,
      Optional<String> name,
      Optional<String> street,
      Optional<String> city,
      Optional<String> postcode,
      Optional<String> country,
      List<Contact> contacts,
      Kept kept) {
    public Party {
      contacts = List.copyOf(contacts);
    }

    private static Party of(Fields fields) {
      return new Party(
          fields.text("role"),
          fields.find("name"),
          fields.find("street"),
          fields.find("city"),
          fields.find("postcode"),
          fields.find("country"),
          fields.listParts("contact").stream()
              .map(each -> new Contact(each.text("contact"), each.find("channel")))
              .toList(),
          fields.kept());
    }

    private Fields fields() {
      return Fields.writing("party", kept)
          .put("role", role)
          .put("name", name)
          .put("street", street)
          .put("city", city)
          .put("postcode", postcode)
          .put("country", country)
          .parts(
              contacts.stream()
                  .map(each ->
                      Fields.writing("contact", Kept.NOTHING)
                          .put("contact", each.address())
                          .put("channel", each.channel())
                          .fields())
                  .toList())
          .fields();
    }
  }

  /// @param channel TE for a telephone, EM for electronic mail
  public record Contact(String address, Optional<String> channel) {}

  /// Some of what is in an item.
  ///
  /// @param heading of the Harmonized System
  /// @param origin country where it was made
  public record Piece(
      Optional<String> heading,
      Optional<String> description,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> kilograms,
      Optional<BigDecimal> value,
      Optional<String> currency,
      Optional<String> origin,
      Kept kept) {
    private static Piece of(Fields fields) {
      return new Piece(
          fields.find("heading"),
          fields.find("description"),
          fields.findDecimal("quantity"),
          fields.findDecimal(KILOGRAMS),
          fields.findDecimal("value"),
          fields.find(CURRENCY),
          fields.find("origin"),
          fields.kept());
    }

    private Fields fields(int number) {
      return Fields.writing("piece", kept)
          .put("number", number)
          .put("heading", heading)
          .put("description", description)
          .put("quantity", quantity)
          .put(KILOGRAMS, kilograms)
          .put("value", value)
          .put(CURRENCY, currency)
          .put("origin", origin)
          .fields();
    }
  }

  public ItemData {
    items = List.copyOf(items);
  }

  static ItemData of(Fields fields) {
    return new ItemData(
        fields.name(),
        fields.text("document"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.listParts("item").stream().map(Item::of).toList(),
        fields.kept());
  }

  @Override
  public Fields fields() {
    return Fields.writing(type, kept)
        .put("document", document)
        .put("function", function.code())
        .put("prepared", prepared)
        .put("items", items.size())
        .parts(items.stream().map(Item::fields).toList())
        .fields();
  }
}
