package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.post.Advice;
import org.wasl.post.ItemClass;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The letter bill (CN 31), which travels in the receptacle marked as the last of a dispatch of
/// letter post: receptacles by type, items and weights by format for terminal dues, and how many
/// items are listed one by one.
///
/// @param types in the order of their codes
/// @param formats what is counted and weighed by format
/// @param kinds how many items of each class are listed
public record LetterBill(
    DispatchHead head,
    List<OfType> types,
    List<Advice.Bulk> formats,
    Map<ItemClass, Integer> kinds,
    int others)
    implements Form {
  public LetterBill {
    types = List.copyOf(types);
    formats = List.copyOf(formats);
    kinds = Map.copyOf(kinds);
  }

  /// Receptacles of a type, with their gross weight.
  public record OfType(String type, int count, long grams) {}

  /// @param picture of a dispatch that was declared
  public static LetterBill of(DispatchPicture picture, Offices offices) {
    Advice advice = picture.advice().orElseThrow();
    Map<ItemClass, Integer> kinds = new EnumMap<>(ItemClass.class);
    int others = 0;
    for (Advice.Receptacle bag : advice.receptacles()) {
      for (Advice.Item item : bag.items()) {
        if (item.id() instanceof ItemReading.Valid(ItemId id)) {
          kinds.merge(id.itemClass(), 1, Integer::sum);
        } else {
          others++;
        }
      }
    }
    return new LetterBill(
        DispatchHead.of(picture, offices),
        types(advice.receptacles()),
        formats(advice.receptacles()),
        kinds,
        others);
  }

  static List<OfType> types(List<Advice.Receptacle> bags) {
    Map<String, OfType> byType = new TreeMap<>();
    for (Advice.Receptacle bag : bags) {
      OfType one = new OfType(bag.type(), 1, grams(bag));
      byType.merge(
          bag.type(),
          one,
          (a, b) -> new OfType(a.type(), a.count() + b.count(), a.grams() + b.grams()));
    }
    return List.copyOf(byType.values());
  }

  private static long grams(Advice.Receptacle bag) {
    return bag.grams().orElse(grams(bag.id()));
  }

  private static int grams(ReceptacleId id) {
    return id.labelGrams().orElse(0);
  }

  private static List<Advice.Bulk> formats(List<Advice.Receptacle> bags) {
    Map<MailFormat, Advice.Bulk> byFormat = new EnumMap<>(MailFormat.class);
    for (Advice.Receptacle bag : bags) {
      bag.bulk().forEach(each -> byFormat.merge(each.format(), each, LetterBill::both));
      for (Advice.Item item : bag.items()) {
        item.format()
            .map(format -> new Advice.Bulk(format, 1, item.grams().orElse(0)))
            .ifPresent(each -> byFormat.merge(each.format(), each, LetterBill::both));
      }
    }
    return List.copyOf(byFormat.values());
  }

  private static Advice.Bulk both(Advice.Bulk a, Advice.Bulk b) {
    return new Advice.Bulk(a.format(), a.items() + b.items(), a.grams() + b.grams());
  }

  @Override
  public Layout layout(Captions captions) {
    List<Part> parts = new ArrayList<>(head.parts(captions));
    parts.add(receptacles(captions, types));
    parts.add(formats(captions));
    parts.add(kinds(captions));
    parts.add(Part.Boxes.of(new Box.Space("remarks", 1_200, 1)));
    parts.add(new Part.Signatures(List.of("sign.origin", "sign.destination")));
    String number = captions.caption("cn31.number").en();
    return new Layout(Size.A4, "cn31.number", "cn31.title", head.reference(number), parts);
  }

  static Part receptacles(Captions captions, List<OfType> types) {
    return new Part.Table(
        "receptacles",
        List.of(Column.text("type", 6), Column.number("count", 2), Column.number("gross", 3)),
        types.stream()
            .map(each ->
                List.of(
                    captions.word("type", each.type()).inTwoLines(),
                    FormText.grouped(each.count()),
                    FormText.kilograms(each.grams())))
            .toList(),
        List.of(
            captions.caption("total").inOneLine(),
            FormText.grouped(types.stream().mapToInt(OfType::count).sum()),
            FormText.kilograms(types.stream().mapToLong(OfType::grams).sum())));
  }

  private Part formats(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (Advice.Bulk each : formats) {
      String format = each.format().name();
      rows.add(
          List.of(
              format + " · " + captions.word("format", format).inTwoLines(),
              FormText.grouped(each.items()),
              FormText.kilograms(each.grams())));
    }
    return new Part.Table(
        "formats",
        List.of(Column.text("format", 6), Column.number("items", 2), Column.number("weight", 3)),
        rows,
        List.of(
            captions.caption("total").inOneLine(),
            FormText.grouped(formats.stream().mapToLong(Advice.Bulk::items).sum()),
            FormText.kilograms(formats.stream().mapToLong(Advice.Bulk::grams).sum())));
  }

  private Part kinds(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (ItemClass each : ItemClass.values()) {
      int count = kinds.getOrDefault(each, 0);
      if (count > 0 || each.isRegisteredOrInsured()) {
        rows.add(List.of(captions.word("kind", each.name()).inTwoLines(), FormText.grouped(count)));
      }
    }
    if (others > 0) {
      rows.add(List.of(captions.caption("kind.OTHER").inTwoLines(), FormText.grouped(others)));
    }
    return new Part.Table(
        "kinds", List.of(Column.text("kind", 8), Column.number("count", 3)), rows, List.of());
  }
}
