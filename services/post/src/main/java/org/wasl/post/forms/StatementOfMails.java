package org.wasl.post.forms;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.DispatchKey;
import org.wasl.post.MailFormat;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The statement of mails of a month (CN 55): each dispatch once, with what is accounted for it by
/// format and the items that have a remuneration of their own.
///
/// @param number of the account that it belongs to
/// @param origin who sent them, by name
/// @param destination who got them, by name
/// @param mail which mail
public record StatementOfMails(
    String number,
    YearMonth month,
    String origin,
    String destination,
    String mail,
    List<OfDispatch> dispatches)
    implements Form {

  /// What is accounted for a dispatch.
  public record OfDispatch(
      DispatchKey dispatch,
      LocalDate closed,
      Counted small,
      Counted large,
      Counted bulky,
      int registered,
      int insured,
      int tracked) {
    Counted of(MailFormat format) {
      return switch (format) {
        case P -> small;
        case G -> large;
        case E -> bulky;
      };
    }
  }

  /// How many items, and how heavy.
  public record Counted(int items, long grams) {
    public static final Counted NOTHING = new Counted(0, 0);

    public Counted {
      if (items < 0 || grams < 0) {
        throw new IllegalArgumentException("less than nothing");
      }
    }
  }

  public StatementOfMails {
    dispatches = List.copyOf(dispatches);
    if (dispatches.stream().map(OfDispatch::dispatch).distinct().count() != dispatches.size()) {
      throw new IllegalArgumentException("a dispatch stands in a statement once");
    }
  }

  @Override
  public Layout layout(Captions captions) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.Boxes.of(
            Box.of("account", number, 3),
            Box.of("period", month.toString(), 2),
            Box.of("mail", mail, 3)));
    parts.add(Part.Boxes.of(Box.of("from", origin, 1), Box.of("to", destination, 1)));
    List<List<String>> rows = new ArrayList<>();
    for (OfDispatch each : dispatches) {
      List<String> row = new ArrayList<>();
      row.add(each.dispatch().id().printed());
      row.add(each.closed().toString());
      for (MailFormat format : MailFormat.values()) {
        row.add(FormText.grouped(each.of(format).items()));
        row.add(FormText.kilograms(each.of(format).grams()));
      }
      row.add(FormText.grouped(each.registered()));
      row.add(FormText.grouped(each.insured()));
      row.add(FormText.grouped(each.tracked()));
      rows.add(row);
    }
    parts.add(
        new Part.Table(
            "mails",
            List.of(
                Column.text("dispatch", 38),
                Column.text("closed", 18),
                Column.number("p.items", 11),
                Column.number("p.kg", 14),
                Column.number("g.items", 11),
                Column.number("g.kg", 14),
                Column.number("e.items", 11),
                Column.number("e.kg", 14),
                Column.number("r", 9),
                Column.number("v", 9),
                Column.number("l", 9)),
            rows,
            total(captions)));
    parts.add(new Part.Signatures(List.of("sign.destination", "sign.origin")));
    return new Layout(
        Size.A4,
        "cn55.number",
        "cn55.title",
        captions.caption("cn55.number").en() + " · " + number + " · " + month,
        parts);
  }

  private List<String> total(Captions captions) {
    List<String> row = new ArrayList<>();
    row.add(captions.caption("total").inOneLine());
    row.add("");
    for (MailFormat format : MailFormat.values()) {
      row.add(FormText.grouped(dispatches.stream().mapToLong(d -> d.of(format).items()).sum()));
      row.add(FormText.kilograms(dispatches.stream().mapToLong(d -> d.of(format).grams()).sum()));
    }
    row.add(FormText.grouped(dispatches.stream().mapToLong(OfDispatch::registered).sum()));
    row.add(FormText.grouped(dispatches.stream().mapToLong(OfDispatch::insured).sum()));
    row.add(FormText.grouped(dispatches.stream().mapToLong(OfDispatch::tracked).sum()));
    return row;
  }
}
