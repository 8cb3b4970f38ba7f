package org.wasl.post.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.post.forms.Layout.Tick;

/// An inquiry about an item (CN 08), with the part for the reply.
///
/// @param number of the office that asks
/// @param office of posting
/// @param sender name and address in lines
/// @param addressee the same
/// @param value declared or insured, with its currency
/// @param sent in which dispatch it left
/// @param reply absent while nobody answered
public record Inquiry(
    String number,
    LocalDate asked,
    ItemId item,
    Set<Reason> reasons,
    String office,
    LocalDate posted,
    int grams,
    Optional<String> value,
    String sender,
    String addressee,
    String contents,
    Optional<DispatchKey> sent,
    Optional<Reply> reply)
    implements Form {
  private static final int BARS = 1_300;
  private static final int LONGEST = 500;
  private static final int LONGEST_LINES = 1_200;

  /// What is wrong.
  public enum Reason {
    LOST,
    LATE,
    DAMAGED,
    MISSING_CONTENT,
    ADVICE_NOT_RETURNED,
    OTHER
  }

  /// What became of it.
  public enum Fate {
    DELIVERED,
    HELD,
    RETURNED,
    SENT_ON,
    DAMAGED,
    MISSING_CONTENT,
    NOT_FOUND,
    OTHER
  }

  /// @param isLiable whether the post that answers accepts that it is liable
  public record Reply(Fate fate, LocalDate day, boolean isLiable, String text) {
    public Reply {
      FormLimits.requireShort(text, LONGEST);
    }
  }

  public Inquiry {
    reasons = Set.copyOf(reasons);
    FormLimits.requireShort(number, LONGEST);
    FormLimits.requireShort(office, LONGEST);
    FormLimits.requireShort(contents, LONGEST);
    FormLimits.requireShort(sender, LONGEST_LINES);
    FormLimits.requireShort(addressee, LONGEST_LINES);
    value.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
  }

  @Override
  public Layout layout(Captions captions) {
    List<Tick> why =
        EnumSet.allOf(Reason.class).stream()
            .map(each -> new Tick("reason." + each.name(), reasons.contains(each)))
            .toList();
    List<Tick> fates =
        Stream.of(Fate.values())
            .map(each ->
                new Tick("reply." + each.name(), reply.filter(r -> r.fate() == each).isPresent()))
            .toList();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Bars(item.value(), item.printed(), BARS));
    parts.add(Part.Boxes.of(Box.of("inquiry", number, 3), Box.of("asked", asked.toString(), 2)));
    parts.add(Part.Boxes.of(new Box.Ticks("reason", why, 1)));
    parts.add(
        Part.Boxes.of(
            Box.of("posted", office + "\n" + posted, 4),
            Box.of("weight", FormText.kilograms(grams), 2),
            Box.of("value", value.orElse(""), 2)));
    parts.add(
        Part.Boxes.of(
            new Box.Address("sender", sender, 1), new Box.Address("addressee", addressee, 1)));
    parts.add(Part.Boxes.of(Box.of("contents", contents, 1)));
    parts.add(Part.Boxes.of(Box.of("sent", sent.map(each -> each.id().printed()).orElse(""), 1)));
    parts.add(new Part.Signatures(List.of("sign.sender", "sign.origin")));
    parts.add(Part.Boxes.of(new Box.Ticks("reply", fates, 1)));
    boolean isLiable = reply.map(Reply::isLiable).orElse(false);
    parts.add(
        Part.Boxes.of(
            new Box.Ticks("liability", List.of(new Tick("liability.accepted", isLiable)), 1)));
    parts.add(
        Part.Boxes.of(
            Box.of("reply.date", reply.map(each -> each.day().toString()).orElse(""), 1),
            Box.of("remarks", reply.map(Reply::text).orElse(""), 4)));
    parts.add(new Part.Signatures(List.of("sign.destination", "sign.office")));
    return new Layout(
        Size.A4,
        "cn08.number",
        "cn08.title",
        captions.caption("cn08.number").en() + " · " + number + " · " + item.printed(),
        parts);
  }
}
