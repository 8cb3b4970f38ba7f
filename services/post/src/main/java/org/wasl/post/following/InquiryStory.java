package org.wasl.post.following;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.post.recording.Deed.InquiryAnswered;
import org.wasl.post.recording.Deed.InquiryOpened;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.ItemInquiry;

/// Folds the facts of one inquiry, in whatever order they came. What a post says in the other's
/// stead does not count: the one that asked does not answer, and the one that was asked does not
/// close.
public final class InquiryStory {
  private static final Comparator<Fact> ORDER =
      Comparator.comparing((Fact each) -> each.at().happened())
          .thenComparing(each -> each.at().wall())
          .thenComparing(Fact::id);

  private InquiryStory() {}

  /// @param facts of this inquiry; others are passed over
  /// @return nothing while its opening did not come
  public static Optional<InquiryPicture> of(UUID inquiry, Collection<Fact> facts) {
    return facts.stream()
        .filter(each -> each.id().equals(inquiry))
        .filter(each ->
            each.deed() instanceof InquiryOpened(ItemInquiry opened)
                && opened.id().equals(inquiry)
                && opened.office().equals(each.office()))
        .findFirst()
        .map(opening -> picture(opening, facts));
  }

  private static InquiryPicture picture(Fact opening, Collection<Fact> facts) {
    List<Fact> steps = new ArrayList<>(List.of(opening));
    facts.stream()
        .filter(each -> each.deed().aboutInquiry().equals(Optional.of(opening.id())))
        .filter(each -> !(each.deed() instanceof InquiryOpened))
        .filter(each -> fits(opening, each))
        .distinct()
        .sorted(ORDER)
        .forEach(steps::add);
    ItemInquiry inquiry = ((InquiryOpened) opening.deed()).inquiry();
    return new InquiryPicture(inquiry, opening.at(), steps);
  }

  /// Whether what was said about an inquiry is about its item, by the post that may say it.
  public static boolean fits(Fact opening, Fact step) {
    return step.deed().aboutItem().equals(opening.deed().aboutItem()) && isOfItsSide(opening, step);
  }

  private static boolean isOfItsSide(Fact opening, Fact fact) {
    boolean isOfAsker = fact.office().country().equals(opening.office().country());
    return isOfAsker != (fact.deed() instanceof InquiryAnswered);
  }
}
