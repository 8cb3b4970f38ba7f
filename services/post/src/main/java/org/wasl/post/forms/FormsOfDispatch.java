package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;

/// The forms that fit a dispatch as far as it is known, each with a name for its address. None of
/// them says anything of people.
public record FormsOfDispatch(DispatchPicture picture, Offices offices) {
  private static final String NOTE = "cn43-";

  /// In the order in which they come to be needed.
  public List<Offered> offered() {
    List<Offered> all = new ArrayList<>();
    if (picture.advice().isPresent()) {
      char mailClass = picture.dispatch().id().series().mailClass();
      switch (mailClass) {
        case 'C' -> all.add(Offered.of("cp87"));
        case 'E' -> all.add(Offered.of("ems"));
        default -> all.add(Offered.of("cn31"));
      }
      if (hasRegistered()) {
        all.add(Offered.of("cn33"));
      }
      all.add(Offered.of("labels"));
      all.add(Offered.of(isByAir() ? "cn38" : "cn37"));
    }
    if (picture.seen() > 0) {
      all.add(Offered.of("cn46"));
    }
    for (NotePicture each : picture.notes()) {
      all.add(
          new Offered(
              NOTE + each.note().id(),
              "cn43.number",
              "cn43.title",
              each.note().office() + " " + each.note().year() + "/" + each.note().number()));
    }
    return all;
  }

  private boolean hasRegistered() {
    return picture.advice().stream()
        .flatMap(advice -> advice.receptacles().stream())
        .anyMatch(each -> each.hasRegisteredOrInsured());
  }

  private boolean isByAir() {
    return DispatchHead.of(picture, offices).legs().stream()
        .findFirst()
        .filter(leg -> leg.mode() == '4')
        .isPresent();
  }

  /// The forms of that name; nothing when it is not offered.
  public Optional<List<? extends Form>> find(String name) {
    boolean isOffered = offered().stream().anyMatch(each -> each.name().equals(name));
    return isOffered ? Optional.of(make(name)) : Optional.empty();
  }

  private List<? extends Form> make(String name) {
    return switch (name) {
      case "cn31" -> List.of(LetterBill.of(picture, offices));
      case "cp87" -> list(ListOfItems.Kind.PARCEL_BILL);
      case "ems" -> list(ListOfItems.Kind.EMS_LIST);
      case "cn33" -> list(ListOfItems.Kind.SPECIAL_LIST);
      case "labels" -> ReceptacleLabel.of(picture, offices);
      case "cn37", "cn38" -> List.of(DeliveryBill.toCarrier(picture, offices));
      case "cn46" -> List.of(DeliveryBill.substitute(picture, offices));
      default ->
          picture.notes().stream()
              .filter(each -> name.equals(NOTE + each.note().id()))
              .map(each -> NoteForm.of(picture, each, offices))
              .toList();
    };
  }

  private List<ListOfItems> list(ListOfItems.Kind kind) {
    return List.of(ListOfItems.of(kind, picture, offices));
  }
}
