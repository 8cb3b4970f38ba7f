package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// A list of the items of a dispatch one by one: the parcel bill (CP 87), the list of an EMS
/// dispatch, or the special list of registered and insured items (CN 33).
///
/// @param types the receptacles of the whole dispatch
public record ListOfItems(
    Kind kind, DispatchHead head, List<LetterBill.OfType> types, List<Row> rows) implements Form {
  public ListOfItems {
    types = List.copyOf(types);
    rows = List.copyOf(rows);
  }

  /// Which list it is.
  public enum Kind {
    PARCEL_BILL("cp87"),
    EMS_LIST("ems"),
    SPECIAL_LIST("cn33");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  /// @param item as written
  /// @param receptacle its serial number
  public record Row(
      String item, int receptacle, String origin, String destination, OptionalInt grams) {}

  /// @param picture of a dispatch that was declared
  public static ListOfItems of(Kind kind, DispatchPicture picture, Offices offices) {
    Advice advice = picture.advice().orElseThrow();
    String country = picture.dispatch().id().series().destination().country();
    List<Row> rows = new ArrayList<>();
    for (Advice.Receptacle bag : advice.receptacles()) {
      for (Advice.Item item : bag.items()) {
        if (kind != Kind.SPECIAL_LIST || item.isRegisteredOrInsured()) {
          rows.add(
              new Row(
                  printed(item.id()),
                  bag.id().serial(),
                  origin(item.id()),
                  item.country().orElse(country),
                  item.grams()));
        }
      }
    }
    return new ListOfItems(
        kind, DispatchHead.of(picture, offices), LetterBill.types(advice.receptacles()), rows);
  }

  private static String printed(ItemReading item) {
    return item instanceof ItemReading.Valid(ItemId id) ? id.printed() : item.written();
  }

  private static String origin(ItemReading item) {
    return item instanceof ItemReading.Valid(ItemId id) ? id.country() : "";
  }

  @Override
  public Layout layout(Captions captions) {
    List<Part> parts = new ArrayList<>(head.parts(captions));
    if (kind != Kind.SPECIAL_LIST) {
      parts.add(LetterBill.receptacles(captions, types));
    }
    List<List<String>> values = new ArrayList<>();
    for (Row row : rows) {
      values.add(
          List.of(
              Integer.toString(values.size() + 1),
              row.item(),
              "%03d".formatted(row.receptacle()),
              row.origin(),
              row.destination(),
              FormText.kilograms(row.grams()),
              ""));
    }
    long grams = rows.stream().mapToLong(each -> each.grams().orElse(0)).sum();
    parts.add(
        new Part.Table(
            "kinds",
            List.of(
                Column.number("row", 8),
                Column.text("item", 30),
                Column.number("receptacle", 14),
                Column.text("origin", 12),
                Column.text("destination", 14),
                Column.number("weight", 15),
                Column.text("remarks", 30)),
            values,
            List.of(
                "",
                captions.caption("total").inOneLine(),
                "",
                "",
                "",
                FormText.kilograms(grams),
                "")));
    parts.add(new Part.Signatures(List.of("sign.origin", "sign.destination")));
    String number = captions.caption(kind.key + ".number").en();
    return new Layout(
        Size.A4, kind.key + ".number", kind.key + ".title", head.reference(number), parts);
  }
}
