package org.wasl.post.forms;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.Leg;
import org.wasl.post.Office;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.recording.Deed.Departed;

/// What the forms of a dispatch say of it as a whole.
///
/// @param version of the declaration
/// @param legs as it left, else as declared
public record DispatchHead(
    DispatchKey dispatch,
    Office origin,
    Office destination,
    Optional<LocalDateTime> closed,
    Optional<LocalDateTime> expected,
    int version,
    List<Leg> legs) {
  private static final int BARS = 1_300;

  public DispatchHead {
    legs = List.copyOf(legs);
  }

  /// Of a dispatch as far as it is known.
  public static DispatchHead of(DispatchPicture picture, Offices offices) {
    DispatchSeries series = picture.dispatch().id().series();
    List<Leg> left = picture.departures().stream().map(Departed::leg).toList();
    return new DispatchHead(
        picture.dispatch(),
        offices.office(series.origin()),
        offices.office(series.destination()),
        picture.advice().map(Advice::closed),
        picture.advice().flatMap(Advice::expected),
        picture.advice().map(Advice::version).orElse(0),
        left.isEmpty() ? picture.advice().map(Advice::legs).orElse(List.of()) : left);
  }

  String reference(String number) {
    return number + " · " + dispatch.id().printed() + " · " + dispatch.year();
  }

  /// Bar code, offices, numbers and times.
  List<Part> parts(Captions captions) {
    DispatchSeries series = dispatch.id().series();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Bars(dispatch.id().toString(), dispatch.id().printed(), BARS));
    parts.add(
        Part.Boxes.of(
            Box.of("from", FormText.office(origin), 1),
            Box.of("to", FormText.office(destination), 1)));
    parts.add(
        Part.Boxes.of(
            Box.of("dispatch", "%04d / %d".formatted(dispatch.id().serial(), dispatch.year()), 4),
            Box.of("category", category(captions, series), 6),
            Box.of("class", mailClass(captions, series), 5),
            Box.of("subclass", series.subClass(), 3)));
    parts.add(
        Part.Boxes.of(
            Box.of("closed", FormText.time(closed), 4),
            Box.of("expected", FormText.time(expected), 4),
            Box.of("version", version == 0 ? "" : Integer.toString(version), 2)));
    parts.add(legs(captions));
    return parts;
  }

  static String category(Captions captions, DispatchSeries series) {
    String code = String.valueOf(series.category());
    Caption word = captions.word("category", code);
    return code + " · " + word.en() + "\n" + word.ar();
  }

  static String mailClass(Captions captions, DispatchSeries series) {
    String code = String.valueOf(series.mailClass());
    Caption word = captions.word("class", code);
    return code + " · " + word.en() + "\n" + word.ar();
  }

  private Part legs(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    for (Leg leg : legs) {
      rows.add(
          List.of(
              captions.word("mode", String.valueOf(leg.mode())).inTwoLines(),
              leg.conveyance() + leg.carrier().map(each -> "\n" + each).orElse(""),
              leg.from() + "\n" + leg.to(),
              FormText.time(leg.departure()) + "\n" + FormText.time(leg.arrival()),
              leg.seal().orElse("")));
    }
    if (rows.isEmpty()) {
      rows.add(List.of("", "", "", "", ""));
    }
    return new Part.Table(
        "legs",
        List.of(
            Column.text("leg", 16),
            Column.text("conveyance", 30),
            Column.text("way", 24),
            Column.text("times", 22),
            Column.text("seal", 18)),
        rows,
        List.of());
  }
}
