package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.Office;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.post.recording.Irregularity;

/// A verification note (CN 43) with the answer to it, if there is one.
///
/// @param office that wrote it
public record NoteForm(DispatchHead head, Office office, NotePicture note) implements Form {

  public static NoteForm of(DispatchPicture picture, NotePicture note, Offices offices) {
    return new NoteForm(
        DispatchHead.of(picture, offices), offices.office(note.note().office()), note);
  }

  @Override
  public Layout layout(Captions captions) {
    String number = note.note().office() + " " + note.note().year() + "/" + note.note().number();
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.Boxes.of(
            Box.of("note", number, 3), Box.of("written", FormText.time(note.written().wall()), 2)));
    parts.addAll(head.parts(captions));
    List<List<String>> rows = new ArrayList<>();
    for (Irregularity each : note.note().irregularities()) {
      Caption kind = captions.word("irregularity", each.kind().name());
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              kind.latin() + "\n" + kind.ar(),
              each.subject(),
              each.expected(),
              each.found()));
    }
    parts.add(
        new Part.Table(
            "irregularities",
            List.of(
                Column.number("row", 7),
                Column.text("irregularity", 34),
                Column.text("subject", 38),
                Column.text("declared", 22),
                Column.text("found", 22)),
            rows,
            List.of()));
    parts.add(Part.Boxes.of(Box.of("text", note.note().text(), 1)));
    parts.add(new Part.Signatures(List.of("sign.first", "sign.second", "sign.office")));
    parts.add(
        Part.Boxes.of(
            new Box.Ticks(
                "answer",
                List.of(
                    new Layout.Tick("accepted", note.state() == NotePicture.State.ACCEPTED),
                    new Layout.Tick("contested", note.state() == NotePicture.State.CONTESTED)),
                2),
            Box.of("remarks", answer(), 3)));
    parts.add(new Part.Signatures(List.of("sign.origin", "sign.office")));
    String form = captions.caption("cn43.number").en();
    return new Layout(
        Size.A4,
        "cn43.number",
        "cn43.title",
        form + " · " + number + " · " + head.dispatch().id().printed(),
        parts);
  }

  private String answer() {
    return Optional.of(note).flatMap(NotePicture::answer).map(each -> each.text()).orElse("");
  }
}
