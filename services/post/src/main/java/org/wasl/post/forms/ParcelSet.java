package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// The set of a parcel (CP 72): dispatch note and customs declaration in one, with what the sender
/// wants where it cannot be delivered.
public record ParcelSet(DeclaredItem declared) implements Form {
  private static final int BARS = 1_500;

  @Override
  public Layout layout(Captions captions) {
    CustomsParts customs = new CustomsParts(declared);
    List<Part> parts = new ArrayList<>();
    parts.add(customs.bars(BARS));
    parts.add(customs.people());
    parts.add(customs.references());
    parts.add(
        Part.Boxes.of(
            Box.of(
                "insured", declared.declaration().insured().map(FormText::grouped).orElse(""), 1),
            customs.undelivered(3)));
    parts.add(Part.Boxes.of(customs.transaction(1)));
    parts.add(customs.contents(captions));
    parts.add(customs.posting());
    parts.add(customs.papers());
    parts.add(Part.Boxes.of(new Box.Space("declaration", 0, 1)));
    parts.add(new Part.Signatures(List.of("sign.sender", "sign.office", "sign.addressee")));
    return new Layout(
        Size.A4,
        "cp72.number",
        "cp72.title",
        captions.caption("cp72.number").en() + " · " + declared.declaration().item().printed(),
        parts);
  }
}
