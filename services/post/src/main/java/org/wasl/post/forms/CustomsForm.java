package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The customs declaration CN 23, of goods of more value, of parcels and of EMS items.
public record CustomsForm(DeclaredItem declared) implements Form {
  private static final int BARS = 1_300;

  @Override
  public Layout layout(Captions captions) {
    CustomsParts customs = new CustomsParts(declared);
    List<Part> parts = new ArrayList<>();
    parts.add(customs.bars(BARS));
    parts.add(customs.people());
    parts.add(customs.references());
    parts.add(Part.Boxes.of(customs.transaction(1)));
    parts.add(customs.contents(captions));
    parts.add(customs.posting());
    parts.add(customs.papers());
    parts.add(Part.Boxes.of(new Box.Space("declaration", 0, 1)));
    parts.add(new Part.Signatures(List.of("sign.sender", "sign.office")));
    return new Layout(
        Size.A4,
        "cn23.number",
        "cn23.title",
        captions.caption("cn23.number").en() + " · " + declared.declaration().item().printed(),
        parts);
  }
}
