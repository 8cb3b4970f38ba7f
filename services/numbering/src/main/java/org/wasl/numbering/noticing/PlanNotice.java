package org.wasl.numbering.noticing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// Notice of a plan to the other side (ITU-T E.129 gives the same news to all): what will be so,
/// from when, and the digest of the plan that results.
///
/// @param acts what it does, for people; the entries say it exactly
/// @param given when it was given: the sender's clock
/// @param effective the moment from which the plan is so
/// @param emergency whether the lead time does not apply
/// @param entries of a snapshot everything that will be so, of a delta what changes
/// @param moves old ranges and the new ones that they become; of a snapshot all that are known, of
///   a delta those that begin at `effective`. The entries say what they make of the ranges
/// @param digest of the plan at `effective`, as the sender holds it
public record PlanNotice(
    UUID id,
    PartyId plan,
    Form form,
    List<Act> acts,
    Instant given,
    Instant effective,
    boolean emergency,
    LocalizedText text,
    List<PlanEntry> entries,
    List<HolderEvent> events,
    List<NumberMove> moves,
    List<TestNumber> tests,
    String digest) {

  private static final int MAX_TESTS = 10_000;

  public enum Form {
    SNAPSHOT,
    DELTA
  }

  public enum Act {
    INTRODUCE,
    CHANGE,
    WITHDRAW,
    HOLDER,
    RESERVE,
    TEST_NUMBERS
  }

  /// A number that answers a test call, published by its holder.
  ///
  /// @param number in international form, without plus
  public record TestNumber(String holder, CodeRange range, String number) {
    public TestNumber {
      if (holder.isBlank() || holder.length() > 200 || !number.matches("[1-9][0-9]{6,14}")) {
        throw new IllegalArgumentException("not a test number");
      }
    }
  }

  public PlanNotice {
    acts = List.copyOf(acts);
    entries = List.copyOf(entries);
    events = List.copyOf(events);
    moves = List.copyOf(moves);
    tests = List.copyOf(tests);
    if (moves.size() > NumberMove.MAX_MOVES || tests.size() > MAX_TESTS) {
      throw new IllegalArgumentException("a notice has at most " + MAX_TESTS + " test numbers");
    }
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a digest: " + digest);
    }
    if (text.ar().length() > 2_000 || text.en().length() > 2_000) {
      throw new IllegalArgumentException("a notice's text has at most 2,000 characters");
    }
  }

  /// Whether it was given early enough.
  public boolean keeps(Duration lead) {
    return emergency || !given.plus(lead).isAfter(effective);
  }
}
