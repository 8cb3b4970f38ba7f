package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.post.forms.Layout.Tick;

/// The label of an EMS item, 210 mm by 148 mm.
public record EmsLabel(DeclaredItem declared) implements Form {
  private static final int BARS = 1_600;

  @Override
  public Layout layout(Captions captions) {
    CustomsParts customs = new CustomsParts(declared);
    boolean documents = declared.declaration().kind() == CustomsDeclaration.Kind.DOCUMENTS;
    List<Part> parts = new ArrayList<>();
    parts.add(customs.bars(BARS));
    parts.add(customs.people());
    parts.add(
        Part.Boxes.of(
            Box.of("posted", declared.office() + "\n" + declared.declaration().posted(), 4),
            Box.of("gross", FormText.kilograms(declared.declaration().grossGrams()), 3),
            Box.of("postage", declared.postage(), 3),
            Box.of("value", declared.value(), 3)));
    parts.add(
        Part.Boxes.of(
            new Box.Ticks(
                "contents",
                List.of(
                    new Tick("transaction.DOCUMENTS", documents), new Tick("goods", !documents)),
                3),
            new Box.Space("sign.sender", 1_800, 2),
            new Box.Space("delivered", 1_800, 2)));
    return new Layout(
        Size.A5_LANDSCAPE,
        "emslabel.number",
        "emslabel.title",
        declared.declaration().item().printed(),
        parts);
  }
}
