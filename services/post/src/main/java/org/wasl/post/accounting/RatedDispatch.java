package org.wasl.post.accounting;

import java.time.LocalDate;
import java.util.List;
import org.wasl.post.DispatchKey;
import org.wasl.post.following.NotePicture;
import org.wasl.post.rating.RatedMail;
import org.wasl.settlement.Line;
import org.wasl.settlement.Stream;

/// A dispatch as an account counts and prices it.
///
/// @param closed by the clock of the office of origin
/// @param corrected the verification notes that count
/// @param whole the line that it makes if nothing was accounted before: what it counts for, and its
///   price rounded as the agreement says
public record RatedDispatch(
    DispatchKey dispatch,
    Stream stream,
    LocalDate closed,
    List<NotePicture> corrected,
    RatedMail mail,
    Line whole) {
  public RatedDispatch {
    corrected = List.copyOf(corrected);
  }
}
