package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Posted;
import org.wasl.settlement.Account;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;

/// A contest of either side with what belongs to it.
///
/// @param both the accounts that it questions, side by side
/// @param messages that brought the two accounts, the contest and its answer, as far as they are
///   known
public record Dispute(
    YearMonth period,
    Contest contest,
    Comparison both,
    Optional<ContestAnswer> answer,
    Standing standing,
    List<Message> messages) {

  /// How far it has come.
  public enum Standing {
    /// A newer account came; the contest is about none that holds.
    VOID,
    UNANSWERED,
    ANSWERED,
    /// Both agreed to the account that came of it.
    AGREED
  }

  /// @param step the type of the message
  public record Message(String step, Posted posted) {}

  public Dispute {
    messages = List.copyOf(messages);
  }

  /// The two accounts, ours first.
  List<Account> accounts() {
    return List.of(both.ours(), both.theirs());
  }
}
