package org.wasl.post.exchange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.MailStream;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.forming.EmptiesClosing;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// The desk that sends empty receptacles back to the other post: a dispatch of mail class T, of
/// which nobody pays anything, declared like any other.
public final class EmptiesDesk {
  private final PostDesk post;

  public EmptiesDesk(PostDesk post) {
    this.post = post;
  }

  /// @param id of the wish: wished twice, it is one dispatch
  /// @param destination an office of the other post
  public record Wish(
      UUID id, OfficeCode office, OfficeCode destination, List<EmptiesClosing.Bundle> bundles) {
    public Wish {
      bundles = List.copyOf(bundles);
    }
  }

  /// What a wish came to.
  public sealed interface Sent {
    record Done(DispatchKey dispatch) implements Sent {}

    record Refused(Refusal refusal) implements Sent {}
  }

  public Sent send(Wish wish, Person by) {
    return post.within(() -> sendWithin(wish, by));
  }

  private Sent sendWithin(Wish wish, Person by) {
    post.store().lock("dispatches");
    Optional<Fact> before = post.store().find(wish.id()).map(each -> each.fact());
    if (before.isPresent() && before.get().deed() instanceof Deed.Advised(Advice advice)) {
      return new Sent.Done(advice.dispatch());
    }
    if (!post.isOurs(wish.office()) || !post.isTheirs(wish.destination())) {
      return new Sent.Refused(
          Refusal.of(
              "post.office",
              "تعود الأوعية الفارغة من مكتب من مكاتبنا إلى مكتب من مكاتب البريد الآخر",
              "empty receptacles go back from an office of ours to one of the other post"));
    }
    if (wish.bundles().isEmpty() || wish.bundles().size() > Advice.MOST_RECEPTACLES) {
      return new Sent.Refused(
          Refusal.of(
              "post.dispatch.size",
              "تضم الإرسالية من وعاء إلى " + Advice.MOST_RECEPTACLES,
              "a dispatch has 1 to " + Advice.MOST_RECEPTACLES + " receptacles"));
    }
    Optional<Refusal> hold = post.hold();
    if (hold.isPresent()) {
      return new Sent.Refused(hold.get());
    }
    Moment at = post.here();
    MailStream mail = post.agreement().empties();
    DispatchSeries series =
        new DispatchSeries(wish.office(), wish.destination(), mail.category(), mail.subClass(), 0)
            .inYear(at.wall().getYear());
    OptionalInt serial = post.nextSerial(series, at.wall().getYear());
    if (serial.isEmpty()) {
      return new Sent.Refused(PostDesk.seriesFull());
    }
    EmptiesClosing closing =
        new EmptiesClosing(series, serial.getAsInt(), at.wall(), wish.bundles());
    Fact declaration = new Fact(wish.id(), wish.office(), at, new Deed.Advised(closing.advice()));
    DispatchKey dispatch = closing.advice().dispatch();
    post.keepOwn(declaration, by);
    post.audit(
        by, "post.empties.send", dispatch.toString(), wish.bundles().size() + " receptacles");
    post.tell();
    return new Sent.Done(dispatch);
  }
}
