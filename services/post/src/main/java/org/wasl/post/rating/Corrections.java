package org.wasl.post.rating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;

/// What the verification notes that count take from a declaration and add to it. What does not
/// change what is paid for (a damaged receptacle, a late advice, an item in another receptacle)
/// corrects nothing.
final class Corrections {
  private static final Pattern WEIGHT = Pattern.compile("([0-9]{1,9}) g");

  private boolean isMissing;
  private final Set<String> missingBags = new HashSet<>();
  private final Set<String> surplusBags = new HashSet<>();
  private final Set<ItemIn> missingItems = new HashSet<>();
  private final Set<ItemIn> surplusItems = new HashSet<>();
  private final Set<ItemIn> twiceItems = new HashSet<>();
  private final Set<ItemIn> repeatedItems = new HashSet<>();
  private final Set<String> missentItems = new HashSet<>();
  private final Map<String, Long> weights = new HashMap<>();
  private final Map<ItemOf, Integer> itemWeights = new HashMap<>();

  private record ItemIn(String item, String bag) {}

  /// An item as it was declared.
  private record ItemOf(String item, int grams) {}

  /// @param notes those that count, in their order: of two about one weight the later one holds
  Corrections(List<VerificationNote> notes) {
    notes.forEach(note -> note.irregularities().forEach(this::take));
  }

  private void take(Irregularity each) {
    switch (each.kind()) {
      case DISPATCH_MISSING -> isMissing = true;
      case RECEPTACLE_MISSING -> missingBags.add(each.subject());
      case RECEPTACLE_EXCESS -> surplusBags.add(each.subject());
      case ITEM_MISSING -> missingItems.add(new ItemIn(each.subject(), each.expected()));
      case ITEM_EXCESS -> surplusItems.add(new ItemIn(each.subject(), each.found()));
      case ITEM_DUPLICATE ->
          (each.expected().equals(each.found()) ? twiceItems : repeatedItems)
              .add(new ItemIn(each.subject(), each.found()));
      case ITEM_MISSENT -> missentItems.add(each.subject());
      case WEIGHT_DIFFERENT -> weigh(each);
      case ITEM_WEIGHT_DIFFERENT -> weighItem(each);
      case ADVICE_MISSING,
          ADVICE_LATE,
          ADVICE_REPLACED,
          RECEPTACLE_MISSENT,
          RECEPTACLE_DUPLICATE,
          RECEPTACLE_DAMAGED,
          LAST_INDICATOR_WRONG,
          REGISTERED_INDICATOR_WRONG,
          ITEM_MISPLACED,
          ITEM_DAMAGED,
          ITEM_IDENTIFIER_WRONG,
          SUB_CLASS_WRONG,
          ARRIVAL_NOT_RECORDED -> {}
    }
  }

  private void weigh(Irregularity each) {
    Matcher expected = WEIGHT.matcher(each.expected());
    Matcher found = WEIGHT.matcher(each.found());
    if (expected.matches() && found.matches()) {
      weights.put(
          each.subject(), Long.parseLong(found.group(1)) - Long.parseLong(expected.group(1)));
    }
  }

  private void weighItem(Irregularity each) {
    Matcher expected = WEIGHT.matcher(each.expected());
    Matcher found = WEIGHT.matcher(each.found());
    if (expected.matches() && found.matches()) {
      itemWeights.put(
          new ItemOf(each.subject(), Integer.parseInt(expected.group(1))),
          Integer.parseInt(found.group(1)));
    }
  }

  /// Whether the whole dispatch did not come.
  boolean isMissing() {
    return isMissing;
  }

  boolean isMissingBag(String bag) {
    return missingBags.contains(bag);
  }

  Set<String> surplusBags() {
    return surplusBags;
  }

  /// Whether an item of a receptacle does not count.
  boolean isOut(String item, String bag) {
    ItemIn which = new ItemIn(item, bag);
    return missentItems.contains(item)
        || missingItems.contains(which)
        || repeatedItems.contains(which);
  }

  /// Whether an item that stands twice in a receptacle counts once.
  boolean isOnce(String item, String bag) {
    return twiceItems.contains(new ItemIn(item, bag));
  }

  /// The items that were found in a receptacle and not declared, each once.
  List<String> surplusItems(String bag) {
    List<String> items = new ArrayList<>();
    for (ItemIn each : surplusItems) {
      if (each.bag().equals(bag)) {
        items.add(each.item());
      }
    }
    return items;
  }

  boolean isEmpty() {
    return !isMissing
        && missingBags.isEmpty()
        && surplusBags.isEmpty()
        && missingItems.isEmpty()
        && surplusItems.isEmpty()
        && twiceItems.isEmpty()
        && repeatedItems.isEmpty()
        && missentItems.isEmpty()
        && weights.isEmpty()
        && itemWeights.isEmpty();
  }

  /// What an item weighs that was declared with so many grams.
  int found(String item, int grams) {
    return itemWeights.getOrDefault(new ItemOf(item, grams), grams);
  }

  boolean isWeighed(String bag) {
    return weights.containsKey(bag);
  }

  /// By how many grams a receptacle is heavier than declared; less than zero where it is lighter.
  long heavier(String bag) {
    return weights.getOrDefault(bag, 0L);
  }
}
