package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.Leg;
import org.wasl.post.Office;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The bill under which receptacles go from hand to hand: to a carrier on land, rails and sea (CN
/// 37) or in the air (CN 38), or, where that bill is missing on arrival, made out by what was found
/// (CN 46). Three parties sign.
///
/// @param consignment under whose number it goes; absent for what is in none
/// @param leg of the carrier; absent where it is not known yet
public record DeliveryBill(
    Kind kind,
    Optional<ConsignmentId> consignment,
    Office origin,
    Office destination,
    Optional<Leg> leg,
    List<OfDispatch> mails)
    implements Form {
  private static final int BARS = 1_300;
  private static final int MOST = 999;

  /// Which bill it is.
  public enum Kind {
    SURFACE("cn37"),
    AIR("cn38"),
    SUBSTITUTE("cn46");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  /// The receptacles of a dispatch that this bill is for.
  ///
  /// @param registered how many are marked as holding registered or insured items
  public record OfDispatch(DispatchKey dispatch, int bags, int others, int registered, long grams) {
    public int count() {
      return bags + others;
    }
  }

  public DeliveryBill {
    mails = List.copyOf(mails);
    if (mails.isEmpty() || mails.size() > MOST) {
      throw new IllegalArgumentException("a delivery bill is for 1 to " + MOST + " dispatches");
    }
  }

  /// The bill of the first carrier, by what was declared.
  public static DeliveryBill toCarrier(DispatchPicture picture, Offices offices) {
    DispatchHead head = DispatchHead.of(picture, offices);
    Optional<Leg> leg = head.legs().stream().findFirst();
    Kind kind = leg.filter(each -> each.mode() == '4').isPresent() ? Kind.AIR : Kind.SURFACE;
    List<Advice.Receptacle> bags = picture.advice().orElseThrow().receptacles();
    int ofBags = (int) bags.stream().filter(each -> each.type().equals("BG")).count();
    int registered = (int) bags.stream().filter(Advice.Receptacle::hasRegisteredOrInsured).count();
    long grams = picture.advice().orElseThrow().grams();
    return new DeliveryBill(
        kind,
        Optional.empty(),
        head.origin(),
        head.destination(),
        leg,
        List.of(
            new OfDispatch(picture.dispatch(), ofBags, bags.size() - ofBags, registered, grams)));
  }

  /// The bill of the first carrier of a consignment, by what its office of origin said.
  ///
  /// @throws IllegalArgumentException when that is not known
  public static DeliveryBill ofConsignment(ConsignmentPicture picture, Offices offices) {
    ConsignmentAdvice advice =
        picture
            .advice()
            .orElseThrow(() -> new IllegalArgumentException("nobody formed " + picture));
    Optional<Leg> leg = picture.legs().stream().findFirst();
    Map<DispatchKey, List<ConsignmentAdvice.Receptacle>> mails = new TreeMap<>();
    for (ConsignmentAdvice.Receptacle each : advice.receptacles()) {
      DispatchKey dispatch = DispatchKey.seen(each.id().dispatch(), advice.formed().toLocalDate());
      mails.computeIfAbsent(dispatch, _ -> new ArrayList<>()).add(each);
    }
    return new DeliveryBill(
        leg.filter(each -> each.mode() == '4').isPresent() ? Kind.AIR : Kind.SURFACE,
        Optional.of(advice.consignment()),
        offices.office(advice.origin()),
        offices.office(advice.destination()),
        leg,
        mails.entrySet().stream().map(each -> of(each.getKey(), each.getValue())).toList());
  }

  private static OfDispatch of(
      DispatchKey dispatch, List<ConsignmentAdvice.Receptacle> receptacles) {
    int bags = (int) receptacles.stream().filter(each -> each.type().equals("BG")).count();
    int registered =
        (int) receptacles.stream().filter(each -> each.id().registered() == Indicator.YES).count();
    long grams =
        receptacles.stream()
            .mapToLong(each -> each.grams().orElse(each.id().labelGrams().orElse(0)))
            .sum();
    return new OfDispatch(dispatch, bags, receptacles.size() - bags, registered, grams);
  }

  /// The substitute, by what was scanned on arrival.
  public static DeliveryBill substitute(DispatchPicture picture, Offices offices) {
    DispatchHead head = DispatchHead.of(picture, offices);
    List<ReceptaclePicture> seen =
        picture.receptacles().stream().filter(each -> each.seen().isPresent()).toList();
    int registered =
        (int) seen.stream().filter(each -> each.id().registered() == Indicator.YES).count();
    long grams = seen.stream().mapToLong(each -> each.grams().orElse(0)).sum();
    return new DeliveryBill(
        Kind.SUBSTITUTE,
        Optional.empty(),
        head.origin(),
        head.destination(),
        head.legs().stream().reduce((_, last) -> last),
        List.of(new OfDispatch(picture.dispatch(), seen.size(), 0, registered, grams)));
  }

  @Override
  public Layout layout(Captions captions) {
    List<Part> parts = new ArrayList<>();
    if (consignment.isPresent()) {
      parts.add(new Part.Bars(consignment.get().value(), consignment.get().value(), BARS));
    } else if (mails.size() == 1) {
      DispatchKey only = mails.getFirst().dispatch();
      parts.add(new Part.Bars(only.id().toString(), only.id().printed(), BARS));
    }
    parts.add(
        Part.Boxes.of(
            Box.of("from", FormText.office(origin), 1),
            Box.of("to", FormText.office(destination), 1)));
    parts.add(
        Part.Boxes.of(
            Box.of("leg", leg.map(each -> mode(captions, each)).orElse(""), 3),
            Box.of("conveyance", leg.map(Leg::conveyance).orElse(""), 4),
            Box.of("carrier", leg.flatMap(Leg::carrier).orElse(""), 4),
            Box.of("seal", leg.flatMap(Leg::seal).orElse(""), 4)));
    parts.add(
        Part.Boxes.of(
            Box.of("way", leg.map(each -> each.from() + "\n" + each.to()).orElse(""), 5),
            Box.of("departure", FormText.time(leg.flatMap(Leg::departure)), 4),
            Box.of("arrival", FormText.time(leg.flatMap(Leg::arrival)), 4)));
    parts.add(mails(captions));
    parts.add(Part.Boxes.of(new Box.Space("remarks", 1_500, 1)));
    parts.add(new Part.Signatures(List.of("sign.origin", "sign.carrier", "sign.destination")));
    String number = captions.caption(kind.key + ".number").en();
    return new Layout(
        Size.A4,
        kind.key + ".number",
        kind.key + ".title",
        number
            + " · "
            + consignment
                .map(ConsignmentId::value)
                .orElseGet(() -> mails.getFirst().dispatch().id().printed()),
        parts);
  }

  private static String mode(Captions captions, Leg leg) {
    Caption word = captions.word("mode", String.valueOf(leg.mode()));
    return word.en() + "\n" + word.ar();
  }

  private Part mails(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (OfDispatch each : mails) {
      DispatchSeries series = each.dispatch().id().series();
      rows.add(
          List.of(
              each.dispatch().id().printed(),
              series.origin().value(),
              series.destination().value(),
              FormText.grouped(each.bags()),
              FormText.grouped(each.others()),
              FormText.grouped(each.registered()),
              FormText.kilograms(each.grams())));
    }
    return new Part.Table(
        "mails",
        List.of(
            Column.text("dispatch", 34),
            Column.text("origin", 13),
            Column.text("destination", 14),
            Column.number("type.BG", 10),
            Column.number("others", 12),
            Column.number("registered", 16),
            Column.number("gross", 16)),
        rows,
        List.of(
            captions.caption("total").inOneLine(),
            "",
            "",
            FormText.grouped(mails.stream().mapToLong(OfDispatch::bags).sum()),
            FormText.grouped(mails.stream().mapToLong(OfDispatch::others).sum()),
            FormText.grouped(mails.stream().mapToLong(OfDispatch::registered).sum()),
            FormText.kilograms(mails.stream().mapToLong(OfDispatch::grams).sum())));
  }
}
