package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsDeclaration.Kind;
import org.wasl.post.customs.CustomsDeclaration.Piece;
import org.wasl.post.customs.CustomsDeclaration.Undelivered;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Tick;

/// What the customs forms have in common.
record CustomsParts(DeclaredItem item) {
  private CustomsDeclaration declaration() {
    return item.declaration();
  }

  Part bars(int height) {
    return new Part.Bars(declaration().item().value(), declaration().item().printed(), height);
  }

  Part people() {
    return Part.Boxes.of(
        new Box.Address("sender", item.sender(), 1),
        new Box.Address("addressee", item.addressee(), 1));
  }

  Part references() {
    return Part.Boxes.of(
        Box.of("reference", declaration().sender().reference(), 1),
        Box.of("reference", declaration().addressee().reference(), 1));
  }

  Box transaction(int weight) {
    List<Tick> ticks =
        Stream.of(Kind.values())
            .map(each -> new Tick("transaction." + each.name(), each == declaration().kind()))
            .toList();
    return new Box.Ticks("transaction", ticks, weight);
  }

  Box undelivered(int weight) {
    List<Tick> ticks =
        Stream.of(Undelivered.values())
            .map(each ->
                new Tick(
                    "undelivered." + each.name(),
                    declaration().undelivered().filter(each::equals).isPresent()))
            .toList();
    return new Box.Ticks("undelivered", ticks, weight);
  }

  Part posting() {
    return Part.Boxes.of(
        Box.of("posted", item.office() + "\n" + declaration().posted(), 3),
        Box.of("gross", FormText.kilograms(declaration().grossGrams()), 2),
        Box.of("postage", item.postage(), 2));
  }

  Part papers() {
    CustomsDeclaration.Papers papers = declaration().papers();
    return Part.Boxes.of(
        Box.of("licence", papers.licence(), 2),
        Box.of("certificate", papers.certificate(), 2),
        Box.of("invoice", papers.invoice(), 2),
        Box.of("comments", papers.comments(), 3));
  }

  Part contents(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (Piece each : declaration().pieces()) {
      rows.add(
          List.of(
              each.description(),
              FormText.grouped(each.quantity()),
              FormText.kilograms(each.netGrams()),
              FormText.grouped(each.value()) + " " + each.currency(),
              each.heading(),
              each.origin()));
    }
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
            FormText.kilograms(declaration().netGrams()),
            item.value(),
            "",
            ""));
  }
}
