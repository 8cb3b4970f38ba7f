package org.wasl.post.rating;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wasl.post.Advice;
import org.wasl.post.ItemClass;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.VerificationNote;

/// Counts what a dispatch counts for: the declaration of the office of origin, corrected by the
/// verification notes that count. Linear in the items; the order of receptacles, items and
/// irregularities does not matter.
///
/// The weight of an item that was not weighed by itself is what its receptacle weighs more than all
/// else in it; a difference in the weight of a receptacle belongs to what is heaviest in it, less
/// what items explain that were weighed themselves.
public record MailCounter(CountingRules rules) {
  private static final Comparator<Advice.Item> HEAVIEST =
      Comparator.comparingInt((Advice.Item each) -> each.grams().orElse(0)).reversed();

  /// @param notes those that count, in the order of office and number
  public MailCount count(Advice advice, List<VerificationNote> notes) {
    Corrections corrections = new Corrections(notes);
    MailCount all = new MailCount();
    char mailClass = advice.dispatch().id().series().mailClass();
    List<Charge> charges = Charge.ofClass(mailClass);
    if (charges.isEmpty() || corrections.isMissing()) {
      return all;
    }
    Set<String> declared = new HashSet<>();
    for (Advice.Receptacle bag : advice.receptacles()) {
      String id = bag.id().toString();
      declared.add(id);
      if (!corrections.isMissingBag(id)) {
        all.add(bag(bag, id, charges, corrections));
      }
    }
    for (String id : corrections.surplusBags()) {
      if (!declared.contains(id)) {
        all.add(surplus(id, charges, corrections));
      }
    }
    return all;
  }

  private MailCount bag(
      Advice.Receptacle bag, String id, List<Charge> charges, Corrections corrections) {
    MailCount count = new MailCount();
    long known = 0;
    Optional<Charge> unweighed = Optional.empty();
    for (Advice.Item item : bag.items()) {
      known += item.grams().orElse(0);
      if (item.grams().isEmpty()) {
        Charge charge = charge(item.format(), charges);
        unweighed =
            unweighed.filter(each -> each.compareTo(charge) > 0).or(() -> Optional.of(charge));
      }
    }
    for (Advice.Bulk bulk : bag.bulk()) {
      known += bulk.grams();
      bulk(count, bulk, charges);
    }
    long explained = items(count, bag, id, charges, corrections);
    OptionalInt gross = bag.grams().isPresent() ? bag.grams() : bag.id().labelGrams();
    if (unweighed.isPresent()) {
      count.weight(unweighed.get(), Math.max(0, gross.orElse(0) - known));
    }
    for (String item : corrections.surplusItems(id)) {
      item(count, reading(item), OptionalInt.empty(), Optional.empty(), charges);
    }
    if (corrections.isWeighed(id)) {
      heavier(count, charges, corrections.heavier(id) - explained);
    }
    return count;
  }

  /// What a note names; its texts are free, and nothing in them stops an account.
  private static ItemReading reading(String text) {
    try {
      return ItemReading.of(text);
    } catch (IllegalArgumentException e) {
      return new ItemReading.Local(text);
    }
  }

  private static int labelGrams(String receptacle) {
    try {
      return ReceptacleId.parse(receptacle).labelGrams().orElse(0);
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /// @return by how many grams all that count are heavier than declared
  private long items(
      MailCount count,
      Advice.Receptacle bag,
      String id,
      List<Charge> charges,
      Corrections corrections) {
    if (corrections.isEmpty()) {
      bag.items().forEach(each -> item(count, each.id(), each.grams(), each.format(), charges));
      return 0;
    }
    Map<String, Integer> seen = new HashMap<>();
    long heavier = 0;
    for (Advice.Item each : bag.items().stream().sorted(HEAVIEST).toList()) {
      String written = each.id().written();
      boolean isFirst = seen.merge(written, 1, Integer::sum) == 1;
      boolean isCounted = isFirst || !corrections.isOnce(written, id);
      if (isCounted && !corrections.isOut(written, id)) {
        OptionalInt found = found(each, written, corrections);
        item(count, each.id(), found, each.format(), charges);
        heavier += (long) found.orElse(0) - each.grams().orElse(0);
      }
    }
    return heavier;
  }

  private static OptionalInt found(Advice.Item item, String written, Corrections corrections) {
    return item.grams().isPresent()
        ? OptionalInt.of(corrections.found(written, item.grams().getAsInt()))
        : OptionalInt.empty();
  }

  private void bulk(MailCount count, Advice.Bulk bulk, List<Charge> charges) {
    count.bulk(charge(Optional.of(bulk.format()), charges), bulk.items(), bulk.grams());
    if (isLetters(charges) && bulk.format() == MailFormat.E && rules.chargeUnlisted()) {
      count.supplement(Charge.NO_S10, bulk.items());
    }
  }

  private void item(
      MailCount count,
      ItemReading id,
      OptionalInt grams,
      Optional<MailFormat> format,
      List<Charge> charges) {
    Charge charge = charge(format, charges);
    count.item(charge, grams.orElse(0));
    if (isLetters(charges)) {
      Optional<Charge> service = service(id);
      service.ifPresent(each -> count.supplement(each, 1));
      boolean needsIdentifier = charge == Charge.LETTERS_E || service.isPresent();
      if (needsIdentifier && !(id instanceof ItemReading.Valid)) {
        count.supplement(Charge.NO_S10, 1);
      }
    }
  }

  private MailCount surplus(String id, List<Charge> charges, Corrections corrections) {
    MailCount count = new MailCount();
    count.weight(charge(Optional.empty(), charges), labelGrams(id));
    for (String item : corrections.surplusItems(id)) {
      item(count, reading(item), OptionalInt.empty(), Optional.empty(), charges);
    }
    heavier(count, charges, corrections.heavier(id));
    return count;
  }

  private static void heavier(MailCount count, List<Charge> charges, long grams) {
    if (grams == 0) {
      return;
    }
    Charge heaviest = charges.getFirst();
    for (Charge each : charges) {
      if (count.grams(each) > count.grams(heaviest)) {
        heaviest = each;
      }
    }
    count.weight(heaviest, Math.max(grams, -count.grams(heaviest)));
  }

  private Charge charge(Optional<MailFormat> format, List<Charge> charges) {
    return isLetters(charges)
        ? Charge.ofLetters(format.orElse(rules.unstated()))
        : charges.getFirst();
  }

  private static boolean isLetters(List<Charge> charges) {
    return charges.size() > 1;
  }

  /// The service that the identifier, or what is left of it, names.
  private static Optional<Charge> service(ItemReading id) {
    String text = id.written();
    return switch (id) {
      case ItemReading.Valid _, ItemReading.WrongCheckDigit _ ->
          switch (ItemClass.of(text.charAt(0), text.charAt(1))) {
            case REGISTERED -> Optional.of(Charge.REGISTERED);
            case INSURED -> Optional.of(Charge.INSURED);
            case TRACKED -> Optional.of(Charge.TRACKED);
            case EMS,
                PARCEL,
                COMMERCE_PARCEL,
                CUSTOMS_LETTER,
                M_BAG,
                BUSINESS_REPLY,
                BY_AGREEMENT,
                UNASSIGNED ->
                Optional.empty();
          };
      case ItemReading.Local _ -> Optional.empty();
    };
  }
}
