package org.wasl.post.forming;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;

/// Makes the declaration of a dispatch of empty receptacles that go back to the post they are of
/// (mail class T).
///
/// @param bundles in the order of their labels
public record EmptiesClosing(
    DispatchSeries series, int serial, LocalDateTime closed, List<Bundle> bundles) {
  /// The letter of the mail class.
  public static final char MAIL_CLASS = 'T';

  public EmptiesClosing {
    bundles = List.copyOf(bundles);
    if (bundles.isEmpty() || bundles.size() > Advice.MOST_RECEPTACLES) {
      throw new IllegalArgumentException("a dispatch has 1 to " + Advice.MOST_RECEPTACLES);
    }
    if (series.mailClass() != MAIL_CLASS) {
      throw new IllegalArgumentException("not a series of empty receptacles: " + series);
    }
  }

  /// A receptacle with empty ones of its type in it; it goes back with them.
  ///
  /// @param grams gross
  public record Bundle(String type, int empties, int grams, Optional<String> seal) {
    public Bundle {
      boolean isOne =
          type.matches("[A-Z]{2}")
              && empties >= 0
              && empties <= Advice.Receptacle.MOST_EMPTIES
              && grams >= 1
              && grams <= 10_000_000
              && seal.filter(each -> each.isBlank() || each.length() > 35).isEmpty();
      if (!isOne) {
        throw new IllegalArgumentException("not a receptacle with empty ones: " + type);
      }
    }
  }

  public Advice advice() {
    DispatchId id = new DispatchId(series, serial);
    List<Advice.Receptacle> receptacles = new ArrayList<>();
    for (Bundle each : bundles) {
      int number = receptacles.size() + 1;
      receptacles.add(
          new Advice.Receptacle(
              new ReceptacleId(
                  id,
                  number,
                  number == bundles.size() ? Indicator.YES : Indicator.NO,
                  Indicator.NO,
                  DispatchClosing.labelWeight(each.grams())),
              each.type(),
              OptionalInt.of(each.grams()),
              each.seal(),
              List.of(),
              List.of(),
              each.empties()));
    }
    return new Advice(
        new DispatchKey(id, closed.getYear()), 1, closed, Optional.empty(), List.of(), receptacles);
  }
}
