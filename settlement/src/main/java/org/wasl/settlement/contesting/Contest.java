package org.wasl.settlement.contesting;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.wasl.settlement.Account;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// A party's questions about lines of a month (ITR 2012 Appendix 1 no. 2.4). It holds for exactly
/// the two accounts whose digests it names; a newer account makes it void.
///
/// @param by who questions
/// @param accounts the digests of the two accounts, in the order of the parties' ids
/// @param items 1 to [#MAX_ITEMS], each line once
public record Contest(
    UUID id,
    AgreementId agreement,
    YearMonth period,
    PartyId by,
    List<String> accounts,
    List<Item> items) {
  public static final int MAX_ITEMS = 10_000;

  private static final Pattern CAUSE = Pattern.compile("[a-z][a-z-]{1,30}");

  /// One questioned line.
  ///
  /// @param claimed the figure that the questioner holds to be right
  /// @param cause code of the cause it found, from the service's closed list
  public record Item(LineKey key, Line claimed, String cause) {
    public Item {
      if (!CAUSE.matcher(cause).matches() || !claimed.key().equals(key)) {
        throw new IllegalArgumentException("not a contest item: " + cause);
      }
    }
  }

  public Contest {
    accounts = List.copyOf(accounts);
    items = List.copyOf(items);
    if (accounts.size() != 2 || items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new IllegalArgumentException("a contest names two accounts and 1 to 10,000 lines");
    }
    Set<LineKey> keys = new HashSet<>();
    if (!items.stream().allMatch(item -> keys.add(item.key()))) {
      throw new IllegalArgumentException("each line is contested once");
    }
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (Item item : items) {
      rows.add(
          Json.Obj.with().put("cause", item.cause()).put("claimed", item.claimed().json()).end());
    }
    return Json.Obj.with()
        .put("id", id.toString())
        .put("agreement", agreement.value())
        .put("period", period.toString())
        .put("by", by.value())
        .putStrings("accounts", accounts)
        .put("items", new Json.Arr(rows))
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Contest read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, Account.MAX_BYTES).asObject(source);
    List<Item> items = new ArrayList<>();
    try {
      for (JsonObjectReader row : in.objects("items")) {
        Line claimed = Line.read(row.object("claimed"));
        items.add(new Item(claimed.key(), claimed, row.string("cause")));
        row.end();
      }
      Contest contest =
          new Contest(
              UUID.fromString(in.string("id")),
              new AgreementId(in.string("agreement")),
              YearMonth.parse(in.string("period")),
              new PartyId(in.string("by")),
              in.strings("accounts"),
              items);
      in.end();
      return contest;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("contest", "a contest", String.valueOf(e.getMessage()));
    }
  }
}
