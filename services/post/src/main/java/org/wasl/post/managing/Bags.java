package org.wasl.post.managing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.post.Advice;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.DispatchPicture;

/// Receptacles of one type of a dispatch that came to its office of destination.
///
/// @param type bag, tray, box…
/// @param filled with mail
/// @param returned empty: those in the receptacles of a dispatch of empty ones (mail class T), and
///   these receptacles themselves
public record Bags(String type, long filled, long returned) {
  private static final char EMPTIES = 'T';

  public Bags plus(Bags other) {
    return new Bags(type, filled + other.filled, returned + other.returned);
  }

  /// What of a declared dispatch was scanned, by type.
  public static List<Bags> of(DispatchPicture picture) {
    boolean isOfEmpties = picture.dispatch().id().series().mailClass() == EMPTIES;
    Map<String, Bags> byType = new TreeMap<>();
    picture.receptacles().stream()
        .filter(Arrival::isAtItsOffice)
        .flatMap(each -> declared(picture, each.id()).stream())
        .map(each ->
            isOfEmpties
                ? new Bags(each.type(), 0, 1L + each.empties())
                : new Bags(each.type(), 1, 0))
        .forEach(each -> byType.merge(each.type(), each, Bags::plus));
    return List.copyOf(byType.values());
  }

  private static Optional<Advice.Receptacle> declared(DispatchPicture picture, ReceptacleId id) {
    return picture.advice().stream()
        .flatMap(advice -> advice.receptacles().stream())
        .filter(each -> each.id().equals(id))
        .findFirst();
  }
}
