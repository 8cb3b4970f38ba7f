package org.wasl.numbering.guarding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// Report of the misuse of numbering resources in the form of ITU-T E.156: which case, what was
/// seen, when, how much, on which routes, and what is asked. Counts under five are not reported, so
/// that no single caller can be read out of them.
///
/// @param plan whose numbers were misused
/// @param observed what was seen, in words; digits in a row are refused
/// @param numbers masked, at most [#MAX_LINES]
/// @param evidence SHA-256 of the material that the sender keeps
/// @param due by when an answer is asked for
public record MisuseReport(
    UUID id,
    PartyId plan,
    Case resourceCase,
    LocalizedText observed,
    Instant from,
    Instant to,
    List<Line> numbers,
    String evidence,
    Request request,
    LocalDate due) {
  public static final int MAX_LINES = 1_000;
  public static final int LEAST_CALLS = 5;
  private static final int MAX_TEXT = 1_000;

  /// The cases of E.156.
  public enum Case {
    ASSIGNED_TO_A_MEMBER_STATE,
    ASSIGNED_TO_ANOTHER_ENTITY,
    NOT_ASSIGNED
  }

  public enum Request {
    INVESTIGATE,
    STOP_MISUSE,
    WITHDRAW_RESOURCE,
    INFORM_ONLY
  }

  /// @param route name of the route at the sender
  public record Line(MaskedNumber numbers, String route, long calls, long seconds) {
    public Line {
      if (calls < LEAST_CALLS || seconds < 0 || route.isBlank() || route.length() > 64) {
        throw new IllegalArgumentException("a line has a route and at least 5 calls");
      }
    }
  }

  public MisuseReport {
    numbers = List.copyOf(numbers);
    if (numbers.isEmpty() || numbers.size() > MAX_LINES) {
      throw new IllegalArgumentException("a report has 1 to " + MAX_LINES + " lines");
    }
    if (!from.isBefore(to) || !evidence.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a report has a period and a digest of its evidence");
    }
    requirePlain(observed.ar());
    requirePlain(observed.en());
  }

  /// Nobody smuggles a number through words, in any script's digits.
  private static void requirePlain(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("at most " + MAX_TEXT + " characters");
    }
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBetween = !Character.isLetterOrDigit(c);
      run = Character.isDigit(c) ? run + 1 : isBetween ? run : 0;
      if (run >= 7) {
        throw new IllegalArgumentException("words only: no number stands in the description");
      }
    }
  }
}
