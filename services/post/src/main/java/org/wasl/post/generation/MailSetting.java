package org.wasl.post.generation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.wasl.post.MailStream;
import org.wasl.post.OfficeCode;

/// What mail is made up.
///
/// @param one office of one post
/// @param other office of the other post
/// @param mails kinds of mail; of each one dispatch a day and direction
/// @param from first day
/// @param days how many days
/// @param bags receptacles of a dispatch, at most
/// @param items of a receptacle, at most
/// @param irregularPerMille of a thousand dispatches this many have something wrong
public record MailSetting(
    long seed,
    Side one,
    Side other,
    List<MailStream> mails,
    LocalDate from,
    int days,
    int bags,
    int items,
    int irregularPerMille) {
  public MailSetting {
    mails = List.copyOf(mails);
    if (days < 1 || days > 400 || bags < 2 || bags > 200 || items < 2 || items > 2_000) {
      throw new IllegalArgumentException("not a setting of mail");
    }
  }

  /// A post with its office of exchange.
  ///
  /// @param elsewhere another office of it, to which mail goes astray
  /// @param country two capital letters, as in the identifiers of its items
  public record Side(OfficeCode office, OfficeCode elsewhere, ZoneId zone, String country) {}
}
