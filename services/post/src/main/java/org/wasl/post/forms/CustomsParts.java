package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.post.forms.CustomsDeclaration.Piece;
import org.wasl.post.forms.CustomsDeclaration.Transaction;
import org.wasl.post.forms.CustomsDeclaration.Undelivered;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Tick;

/// What the customs forms have in common.
record CustomsParts(CustomsDeclaration declaration) {

  Part bars(int height) {
    return new Part.Bars(declaration.item().value(), declaration.item().printed(), height);
  }

  Part people() {
    return Part.Boxes.of(
        new Box.Address("sender", declaration.sender().text(), 1),
        new Box.Address("addressee", declaration.addressee().text(), 1));
  }

  Part references() {
    return Part.Boxes.of(
        Box.of("reference", declaration.sender().reference().orElse(""), 1),
        Box.of("reference", declaration.addressee().reference().orElse(""), 1));
  }

  Box transaction(int weight) {
    List<Tick> ticks =
        Stream.of(Transaction.values())
            .map(each -> new Tick("transaction." + each.name(), each == declaration.transaction()))
            .toList();
    return new Box.Ticks("transaction", ticks, weight);
  }

  Box undelivered(int weight) {
    List<Tick> ticks =
        Stream.of(Undelivered.values())
            .map(each -> new Tick("undelivered." + each.name(), each == declaration.undelivered()))
            .toList();
    return new Box.Ticks("undelivered", ticks, weight);
  }

  Part posting() {
    return Part.Boxes.of(
        Box.of("posted", declaration.office() + "\n" + declaration.posted(), 3),
        Box.of("gross", FormText.kilograms(declaration.grams()), 2),
        Box.of("postage", declaration.postage().orElse(""), 2));
  }

  Part papers() {
    CustomsDeclaration.Papers papers = declaration.papers();
    return Part.Boxes.of(
        Box.of("licence", papers.licence().orElse(""), 2),
        Box.of("certificate", papers.certificate().orElse(""), 2),
        Box.of("invoice", papers.invoice().orElse(""), 2),
        Box.of("comments", papers.comments().orElse(""), 3));
  }

  Part contents(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (Piece each : declaration.pieces()) {
      rows.add(
          List.of(
              each.description(),
              FormText.grouped(each.units()),
              FormText.kilograms(each.grams()),
              FormText.grouped(each.value()) + " " + each.currency(),
              each.tariff().orElse(""),
              each.made().orElse("")));
    }
    long grams = declaration.pieces().stream().mapToLong(Piece::grams).sum();
    return new Part.Table(
        "contents",
        List.of(
            Column.text("description", 34),
            Column.number("units", 10),
            Column.number("net", 15),
            Column.number("value", 18),
            Column.text("tariff", 15),
            Column.text("made", 13)),
        rows,
        List.of(
            captions.caption("total").inOneLine(),
            "",
            FormText.kilograms(grams),
            declaration.valueText(),
            "",
            ""));
  }
}
