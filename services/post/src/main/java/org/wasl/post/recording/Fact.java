package org.wasl.post.recording;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.wasl.post.DispatchKey;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;

/// A deed with its place and time. It is known by its id for ever: recorded twice, by a device that
/// was without a line or by a message that came again, it is one fact.
///
/// @param id given by whoever recorded it
/// @param office where it happened
public record Fact(UUID id, OfficeCode office, Moment at, Deed deed) {

  /// The dispatch it belongs to.
  public Optional<DispatchKey> dispatch() {
    LocalDate day = at.wall().toLocalDate();
    return deed.aboutDispatch()
        .or(() -> deed.aboutReceptacle().map(each -> DispatchKey.seen(each.dispatch(), day)));
  }
}
