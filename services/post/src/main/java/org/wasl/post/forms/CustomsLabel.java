package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The customs label CN 22 of letter post with goods of little value, 148 mm by 105 mm.
public record CustomsLabel(DeclaredItem declared) implements Form {
  private static final int BARS = 900;

  @Override
  public Layout layout(Captions captions) {
    CustomsParts customs = new CustomsParts(declared);
    List<Part> parts = new ArrayList<>();
    parts.add(Part.Boxes.of(customs.transaction(1)));
    parts.add(customs.contents(captions));
    parts.add(
        Part.Boxes.of(
            Layout.Box.of("gross", FormText.kilograms(declared.declaration().grossGrams()), 2),
            Layout.Box.of("sign.sender", declared.declaration().posted().toString(), 5)));
    parts.add(customs.bars(BARS));
    return new Layout(
        Size.A6_LANDSCAPE,
        "cn22.number",
        "cn22.title",
        declared.declaration().item().printed(),
        parts);
  }
}
