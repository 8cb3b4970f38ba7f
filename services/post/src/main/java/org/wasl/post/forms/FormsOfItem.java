package org.wasl.post.forms;

import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;

/// The forms that an item bears, each with a name for its address. They hold names and addresses:
/// whoever asks for one reads its declaration.
public final class FormsOfItem {
  private static final String LABEL = "cn22";
  private static final String DECLARATION = "cn23";
  private static final String PARCEL = "cp72";
  private static final String EMS = "emslabel";

  private FormsOfItem() {}

  /// Those that fit the class of an item: a parcel bears CP 72, an EMS item its label and CN 23,
  /// all else CN 22 or, where its value is too high for that, CN 23.
  public static List<Offered> offered(ItemId item) {
    List<String> names =
        switch (item.itemClass()) {
          case PARCEL, COMMERCE_PARCEL -> List.of(PARCEL);
          case EMS -> List.of(EMS, DECLARATION);
          case BY_AGREEMENT, UNASSIGNED -> List.of(LABEL, DECLARATION, PARCEL, EMS);
          case REGISTERED, INSURED, TRACKED, CUSTOMS_LETTER, M_BAG, BUSINESS_REPLY ->
              List.of(LABEL, DECLARATION);
        };
    return names.stream().map(Offered::of).toList();
  }

  /// The form of that name; nothing when it is not offered.
  public static Optional<Form> find(String name, DeclaredItem declared) {
    boolean isOffered =
        offered(declared.declaration().item()).stream().anyMatch(each -> each.name().equals(name));
    return isOffered ? Optional.of(make(name, declared)) : Optional.empty();
  }

  private static Form make(String name, DeclaredItem declared) {
    return switch (name) {
      case LABEL -> new CustomsLabel(declared);
      case PARCEL -> new ParcelSet(declared);
      case EMS -> new EmsLabel(declared);
      default -> new CustomsForm(declared);
    };
  }
}
