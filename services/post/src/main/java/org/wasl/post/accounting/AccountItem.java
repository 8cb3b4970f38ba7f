package org.wasl.post.accounting;

import java.util.Locale;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.settlement.LineKey;

/// What a line of an account is about.
public sealed interface AccountItem {
  /// Mail that a dispatch carried.
  record OfDispatch(DispatchKey dispatch) implements AccountItem {
    @Override
    public String word() {
      return dispatch.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public String printed() {
      return dispatch.id().printed();
    }
  }

  /// The indemnity for an item that was asked about.
  ///
  /// @param office that asked
  /// @param number of the inquiry in the office and year
  record OfInquiry(OfficeCode office, int year, int number, ItemId item) implements AccountItem {
    @Override
    public String word() {
      String joined =
          String.join(".", PREFIX, office.value(), "" + year, "" + number, item.value());
      return joined.toLowerCase(Locale.ROOT);
    }

    @Override
    public String printed() {
      return office + " " + year + "/" + number + " · " + item.printed();
    }
  }

  String PREFIX = "cn08";

  /// In the key of a line.
  String word();

  /// For people.
  String printed();

  static AccountItem of(ItemInquiry inquiry) {
    return new OfInquiry(inquiry.office(), inquiry.year(), inquiry.number(), inquiry.item());
  }

  /// @throws IllegalArgumentException for the line of something else
  static AccountItem of(LineKey key) {
    String[] parts = key.item().toUpperCase(Locale.ROOT).split("\\.");
    return parts.length == 5 && key.item().startsWith(PREFIX)
        ? new OfInquiry(
            new OfficeCode(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]),
            new ItemId(parts[4]))
        : new OfDispatch(DispatchKey.parse(parts[0]));
  }
}
