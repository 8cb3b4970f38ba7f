package org.wasl.post.following;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemClass;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.recording.Irregularity;

/// What is wrong with an item in the dispatch that lists it.
record ItemCheck(DispatchKey dispatch, Advice.Item item) {

  List<Irregularity> irregularities() {
    List<Irregularity> wrong = new ArrayList<>();
    String written = item.id().written();
    switch (item.id()) {
      case ItemReading.Valid(ItemId id) -> {
        char mailClass = dispatch.id().series().mailClass();
        mailClass(id.itemClass())
            .filter(each -> each != mailClass)
            .ifPresent(each ->
                wrong.add(
                    new Irregularity(
                        Irregularity.Kind.SUB_CLASS_WRONG,
                        written,
                        String.valueOf(each),
                        dispatch.id().series().subClass())));
      }
      case ItemReading.WrongCheckDigit(String text, int found, int expected) ->
          wrong.add(
              new Irregularity(
                  Irregularity.Kind.ITEM_IDENTIFIER_WRONG,
                  text,
                  String.valueOf(expected),
                  String.valueOf(found)));
      case ItemReading.Local(String text) ->
          wrong.add(new Irregularity(Irregularity.Kind.ITEM_IDENTIFIER_WRONG, text, "S10", text));
    }
    String country = dispatch.id().series().destination().country();
    item.country()
        .filter(each -> !each.equals(country))
        .ifPresent(each ->
            wrong.add(new Irregularity(Irregularity.Kind.ITEM_MISSENT, written, country, each)));
    return wrong;
  }

  /// The mail class (first letter of list 117) in which items of a class travel; nothing where the
  /// posts agree on it.
  private static Optional<Character> mailClass(ItemClass itemClass) {
    return switch (itemClass) {
      case EMS -> Optional.of('E');
      case PARCEL, COMMERCE_PARCEL -> Optional.of('C');
      case REGISTERED, INSURED, TRACKED, CUSTOMS_LETTER, M_BAG, BUSINESS_REPLY -> Optional.of('U');
      case BY_AGREEMENT, UNASSIGNED -> Optional.empty();
    };
  }
}
