package org.wasl.post.managing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.NotePicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.recording.Irregularity;

/// What of a dispatch was found at its office of destination.
///
/// @param day of the first scan, by the clock on the wall there
/// @param receptacles scanned there
/// @param notes verification notes on it that were not withdrawn
/// @param isAdvisedBefore its declaration was there before its first receptacle
/// @param weighed receptacles that were weighed there and whose weight was declared
/// @param declaredGrams of these
/// @param foundGrams of these
public record Arrival(
    LocalDate day,
    int receptacles,
    int notes,
    boolean isAdvisedBefore,
    int weighed,
    long declaredGrams,
    long foundGrams) {

  /// Which of the dispatches that arrived.
  public enum Which {
    ALL,
    /// Declared when their first receptacle was there already, or not at all.
    ADVISED_LATE,
    NOTED,
    /// Weighed, and not as declared.
    WEIGHED_OTHERWISE
  }

  /// @return nothing where nothing of it was scanned at its office of destination
  public static Optional<Arrival> of(DispatchPicture picture) {
    List<ReceptaclePicture> here =
        picture.receptacles().stream().filter(Arrival::isAtItsOffice).toList();
    return here.stream()
        .flatMap(each -> each.seen().stream())
        .min(Comparator.comparing((ReceptaclePicture.Seen each) -> each.at().happened()))
        .map(first -> of(picture, here, first.at().wall().toLocalDate()));
  }

  static boolean isAtItsOffice(ReceptaclePicture each) {
    return switch (each.state()) {
      case RECEIVED, CHECKED, EXCESS -> true;
      case AWAITED, MISSING, MISSENT -> false;
    };
  }

  private static Arrival of(DispatchPicture picture, List<ReceptaclePicture> here, LocalDate day) {
    Map<ReceptacleId, OptionalInt> declared = new HashMap<>();
    picture
        .advice()
        .map(Advice::receptacles)
        .orElse(List.of())
        .forEach(each -> declared.putIfAbsent(each.id(), each.grams()));
    int weighed = 0;
    long declaredGrams = 0;
    long foundGrams = 0;
    for (ReceptaclePicture each : here) {
      OptionalInt told = declared.getOrDefault(each.id(), OptionalInt.empty());
      OptionalInt known = told.isPresent() ? told : each.id().labelGrams();
      if (each.weighed().isPresent() && known.isPresent()) {
        weighed++;
        declaredGrams += known.getAsInt();
        foundGrams += each.weighed().getAsInt();
      }
    }
    return new Arrival(
        day,
        here.size(),
        (int)
            picture.notes().stream()
                .filter(each -> each.state() != NotePicture.State.WITHDRAWN)
                .count(),
        picture.irregularities().stream()
            .map(Irregularity::kind)
            .noneMatch(each ->
                each == Irregularity.Kind.ADVICE_LATE || each == Irregularity.Kind.ADVICE_MISSING),
        weighed,
        declaredGrams,
        foundGrams);
  }
}
