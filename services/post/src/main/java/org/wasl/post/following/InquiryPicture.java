package org.wasl.post.following;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.wasl.post.Moment;
import org.wasl.post.recording.Deed.InquiryAnswered;
import org.wasl.post.recording.Deed.InquiryClosed;
import org.wasl.post.recording.Deed.InquiryPursued;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.ItemInquiry;

/// Where an inquiry about an item stands. Days are those on the walls of the offices where things
/// were done; that an answer is late is asked with a day of the post that was asked.
///
/// @param steps all that was done, the opening first, in the order in which it happened
public record InquiryPicture(ItemInquiry inquiry, Moment opened, List<Fact> steps) {
  public InquiryPicture {
    steps = List.copyOf(steps);
  }

  /// What it came to so far.
  public enum State {
    /// Nobody answered yet.
    OPEN,
    /// The last word is an answer that accepts nothing.
    ANSWERED,
    /// Asked again after an answer.
    PURSUED,
    /// The post that was asked accepted that it is liable.
    LIABLE,
    /// It did not answer in time and is liable.
    UNANSWERED_LIABLE,
    /// The post that asked needs no more.
    CLOSED,
    /// The post that asked claims nothing.
    WITHDRAWN;

    public boolean isOver() {
      return this == CLOSED || this == WITHDRAWN;
    }
  }

  /// Why and since when the post that was asked is liable.
  ///
  /// @param withdrawn when the claim was taken back after that
  public record Liability(LocalDate since, boolean bySilence, Optional<LocalDate> withdrawn) {
    public boolean stands() {
      return withdrawn.isEmpty();
    }
  }

  private static LocalDate day(Fact fact) {
    return fact.at().wall().toLocalDate();
  }

  private static boolean isAnswer(Fact fact) {
    return fact.deed() instanceof InquiryAnswered;
  }

  private static boolean isWithdrawal(Fact fact) {
    return fact.deed() instanceof InquiryClosed closed && closed.withdrawn();
  }

  public LocalDate openedOn() {
    return opened.wall().toLocalDate();
  }

  /// The newest answer.
  public Optional<InquiryReply> reply() {
    return steps.reversed().stream()
        .flatMap(each ->
            each.deed() instanceof InquiryAnswered answered
                ? Optional.of(answered.reply()).stream()
                : Optional.<InquiryReply>empty().stream())
        .findFirst();
  }

  /// Whether the post that was asked has the next word.
  public boolean isAwaited() {
    Fact last = steps.getLast();
    return !isAnswer(last) && !isClosed();
  }

  /// Whether the post that asked needs no more, or claims nothing.
  public boolean isClosed() {
    return steps.stream().anyMatch(each -> each.deed() instanceof InquiryClosed);
  }

  /// Whether it was opened on a day on which one may ask.
  public boolean isAdmissible(InquiryClocks clocks) {
    LocalDate posted = inquiry.posted();
    return !openedOn().isBefore(posted)
        && !openedOn().isAfter(clocks.of(inquiry).lastToAsk(posted));
  }

  /// The last day for the first answer.
  public LocalDate lastToAnswer(InquiryClocks clocks) {
    return clocks.of(inquiry).lastToAnswer(openedOn());
  }

  /// Whether nobody answered, and the time for it has passed.
  public boolean isLate(LocalDate day, InquiryClocks clocks) {
    return isUnanswered() && day.isAfter(lastToAnswer(clocks));
  }

  /// Whether an answer would end the time by its own date alone: it accepts nothing, it is dated in
  /// time, and it was told later than that allows.
  ///
  /// @param told the day on which it was told
  /// @param days how long after the last day it may be told
  public boolean isBackdated(Fact answer, LocalDate told, int days, InquiryClocks clocks) {
    LocalDate last = lastToAnswer(clocks);
    return binds(clocks)
        && answer.deed() instanceof InquiryAnswered answered
        && !answered.reply().isLiable()
        && !day(answer).isAfter(last)
        && told.isAfter(last.plusDays(days));
  }

  /// Whether it is time to ask again: nobody answered, and the last word of the post that asked is
  /// older than that.
  ///
  /// @param most how often at most it asks again, by whomever
  public boolean isToBeReminded(LocalDate day, Period after, int most) {
    long asked = steps.stream().filter(each -> each.deed() instanceof InquiryPursued).count();
    return isUnanswered() && asked < most && !day.isBefore(day(steps.getLast()).plus(after));
  }

  /// Whether nobody answered, and the time for it is about to end.
  public boolean isDueSoon(LocalDate day, InquiryClocks clocks) {
    return isUnanswered()
        && !day.isAfter(lastToAnswer(clocks))
        && !day.isBefore(clocks.of(inquiry).soonFrom(openedOn()));
  }

  private boolean isUnanswered() {
    return steps.stream().noneMatch(InquiryPicture::isAnswer) && !isClosed();
  }

  /// That the post that was asked is liable, as far as known on a day of that post.
  public Optional<Liability> liability(LocalDate day, InquiryClocks clocks) {
    Optional<LocalDate> silent = silence(clocks).filter(each -> !each.isAfter(day));
    Optional<LocalDate> accepted = accepted();
    Optional<LocalDate> withdrawn =
        steps.stream().filter(InquiryPicture::isWithdrawal).map(InquiryPicture::day).findFirst();
    boolean bySilence =
        silent.isPresent() && accepted.map(each -> silent.get().isBefore(each)).orElse(true);
    Optional<LocalDate> since = bySilence ? silent : accepted;
    return since
        .filter(each -> withdrawn.map(each::isBefore).orElse(true))
        .map(each -> new Liability(each, bySilence, withdrawn));
  }

  private Optional<LocalDate> accepted() {
    return steps.stream()
        .filter(
            each -> each.deed() instanceof InquiryAnswered answered && answered.reply().isLiable())
        .map(InquiryPicture::day)
        .findFirst();
  }

  /// The day on which a post of destination that has not said anything becomes liable.
  private Optional<LocalDate> silence(InquiryClocks clocks) {
    LocalDate last = lastToAnswer(clocks);
    boolean isEnded =
        steps.stream()
            .filter(each -> isAnswer(each) || each.deed() instanceof InquiryClosed)
            .anyMatch(each -> !day(each).isAfter(last));
    return binds(clocks) && !isEnded ? Optional.of(last.plusDays(1)) : Optional.empty();
  }

  private boolean binds(InquiryClocks clocks) {
    return inquiry.isFromOrigin()
        && isAdmissible(clocks)
        && inquiry.reasons().stream().anyMatch(clocks.of(inquiry).silenceBinds()::contains);
  }

  public State state(LocalDate day, InquiryClocks clocks) {
    if (steps.stream().anyMatch(InquiryPicture::isWithdrawal)) {
      return State.WITHDRAWN;
    }
    if (isClosed()) {
      return State.CLOSED;
    }
    Optional<Liability> liability = liability(day, clocks);
    if (liability.isPresent()) {
      return liability.get().bySilence() ? State.UNANSWERED_LIABLE : State.LIABLE;
    }
    if (steps.stream().noneMatch(InquiryPicture::isAnswer)) {
      return State.OPEN;
    }
    return steps.getLast().deed() instanceof InquiryPursued ? State.PURSUED : State.ANSWERED;
  }
}
