package org.wasl.post.keeping;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.Leg;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.ConsignmentPicture;

/// A consignment in a list, as last folded.
///
/// @param conveyance of its first leg
/// @param advised receptacles that it names
/// @param found receptacles scanned at the other end
/// @param grams declared, absent before its advice came
/// @param differences how many
/// @param left when it was handed over, by the clock on the wall of its origin
public record ConsignmentRow(
    ConsignmentId consignment,
    ConsignmentPicture.Status status,
    Optional<OfficeCode> origin,
    Optional<OfficeCode> destination,
    Optional<String> conveyance,
    int advised,
    int found,
    OptionalLong grams,
    int differences,
    Optional<LocalDateTime> left) {

  public static ConsignmentRow of(ConsignmentPicture picture) {
    Optional<ConsignmentAdvice> advice = picture.advice();
    return new ConsignmentRow(
        picture.consignment(),
        picture.status(),
        picture.origin(),
        picture.destination(),
        picture.legs().stream().findFirst().map(Leg::conveyance),
        (int) picture.advised(),
        (int) picture.found(),
        advice.map(each -> OptionalLong.of(each.grams())).orElse(OptionalLong.empty()),
        picture.irregularities().size(),
        picture.handedOver().map(each -> each.wall()));
  }
}
