package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.post.Advice;
import org.wasl.post.DispatchSeries;
import org.wasl.post.Leg;
import org.wasl.post.Office;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The label of a receptacle, 148 mm by 105 mm: CN 34, CN 35 or CN 36 for letters, CP 83, CP 84 or
/// CP 85 for parcels, by category of mail, and one for EMS; with its S9 identifier as a bar code
/// 1.4 times as wide as the least that scanners ask for.
///
/// @param registered how many registered or insured items it holds
/// @param legs as the dispatch left, else as declared; the label names the first two
public record ReceptacleLabel(
    ReceptacleId id, Office origin, Office destination, int items, int registered, List<Leg> legs)
    implements Form {
  private static final int BARS = 2_500;
  private static final int LARGE = 160;
  private static final int LEGS = 2;

  public ReceptacleLabel {
    legs = List.copyOf(legs);
  }

  /// The labels of all receptacles of a dispatch that was declared, in their order.
  public static List<ReceptacleLabel> of(DispatchPicture picture, Offices offices) {
    DispatchHead head = DispatchHead.of(picture, offices);
    List<ReceptacleLabel> labels = new ArrayList<>();
    for (Advice.Receptacle bag : picture.advice().orElseThrow().receptacles()) {
      int registered =
          (int) bag.items().stream().filter(Advice.Item::isRegisteredOrInsured).count();
      int items = bag.items().size() + bag.bulk().stream().mapToInt(Advice.Bulk::items).sum();
      labels.add(
          new ReceptacleLabel(
              bag.id(), head.origin(), head.destination(), items, registered, head.legs()));
    }
    return labels;
  }

  @Override
  public Layout layout(Captions captions) {
    DispatchSeries series = id.dispatch().series();
    Caption category = captions.word("category", String.valueOf(series.category()));
    Caption mail = captions.word("class", String.valueOf(series.mailClass()));
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Boxes(
            LARGE,
            List.of(
                Box.of(
                    "to",
                    destination.code()
                        + " "
                        + destination.name().en()
                        + "\n"
                        + destination.name().ar(),
                    1))));
    parts.add(
        Part.Boxes.of(
            Box.of("from", origin.code() + " " + origin.name().en(), 6),
            Box.of("category", series.category() + " · " + category.en(), 6),
            Box.of("class", series.subClass() + " · " + mail.en(), 4)));
    parts.add(
        new Part.Boxes(
            LARGE,
            List.of(
                Box.of("dispatch", "%04d".formatted(id.dispatch().serial()), 4),
                Box.of("serial", "%03d".formatted(id.serial()), 4),
                Box.of("last", id.last() == Indicator.YES ? "F" : "", 2),
                Box.of("weight", weight(), 4),
                Box.of("registered", registeredText(), 3),
                Box.of("items", Integer.toString(items), 3))));
    parts.add(
        Part.Boxes.of(
            Box.of("conveyance", ofLegs(Leg::conveyance), 1),
            Box.of("way", ofLegs(leg -> leg.from() + " – " + leg.to()), 1)));
    parts.add(new Part.Bars(id.toString(), id.printed(), BARS));
    String number = "label." + series.mailClass() + "." + series.category() + ".number";
    return new Layout(
        Size.A6_LANDSCAPE,
        captions.has(number) ? number : "label.U." + series.category() + ".number",
        "class." + (captions.has("class." + series.mailClass()) ? series.mailClass() : 'U'),
        id.printed(),
        parts);
  }

  private String weight() {
    return id.labelGrams().isPresent()
        ? FormText.grouped(BigDecimal.valueOf(id.labelWeight(), 1))
        : "> 999.8";
  }

  private String registeredText() {
    String mark = id.registered() == Indicator.YES ? "R " : "";
    return registered == 0 ? mark.strip() : mark + registered;
  }

  private String ofLegs(Function<Leg, String> part) {
    return legs.stream().limit(LEGS).map(part).collect(Collectors.joining("\n"));
  }
}
