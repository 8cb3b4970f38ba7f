package org.wasl.post.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// Inquiries about items as JSON, closed schemas: what stands in facts, and, apart from them, the
/// body of `cn08-people`.
public final class InquiryJson {
  private static final String SOURCE = "cn08-people";
  private static final int MOST_BYTES = 1 << 14;
  private static final String INQUIRY = "inquiry";
  private static final String OFFICE = "office";
  private static final String ITEM = "item";
  private static final String TEXT = "text";
  private static final String INSURED = "insuredMicroSdr";
  private static final String CLAIMED = "claimedMicroSdr";

  private InquiryJson() {}

  static Json.Obj inquiry(ItemInquiry each) {
    Json.Builder out =
        Json.Obj.with()
            .put("id", each.id().toString())
            .put(OFFICE, each.office().value())
            .put("year", each.year())
            .put("number", each.number())
            .put(ITEM, each.item().value())
            .putStrings("reasons", each.ordered().stream().map(Enum::name).toList())
            .put("posted", each.posted().toString())
            .put("postedAt", each.postedAt().value())
            .put("grams", each.grams())
            .put("documents", each.documents())
            .put("asker", each.asker().name())
            .put("names", each.names().name())
            .put(TEXT, each.text());
    each.insuredMicroSdr().ifPresent(value -> out.put(INSURED, value));
    each.claimedMicroSdr().ifPresent(value -> out.put(CLAIMED, value));
    each.sent().ifPresent(dispatch -> out.put("sent", dispatch.toString()));
    return out.end();
  }

  /// @throws IllegalArgumentException and [java.time.DateTimeException] besides what the reader
  ///   throws
  static ItemInquiry readInquiry(JsonObjectReader in) {
    ItemInquiry inquiry =
        new ItemInquiry(
            FactJson.id(in, "id"),
            new OfficeCode(in.string(OFFICE)),
            in.integer("year", 1_990, 9_999),
            in.integer("number", 1, 999_999),
            new ItemId(in.string(ITEM)),
            reasons(in),
            LocalDate.parse(in.string("posted")),
            new OfficeCode(in.string("postedAt")),
            in.integer("grams", 0, 1_000_000),
            in.bool("documents"),
            value(in, INSURED),
            value(in, CLAIMED),
            ItemInquiry.Asker.valueOf(in.string("asker")),
            in.optionalString("sent").map(DispatchKey::parse),
            ItemInquiry.Names.valueOf(in.string("names")),
            in.string(TEXT));
    in.end();
    return inquiry;
  }

  private static Set<ItemInquiry.Reason> reasons(JsonObjectReader in) {
    List<String> words = in.strings("reasons");
    Set<ItemInquiry.Reason> reasons =
        words.stream().map(ItemInquiry.Reason::valueOf).collect(Collectors.toSet());
    if (reasons.size() != words.size()) {
      throw in.wrong("reasons", "each reason once", String.join(", ", words));
    }
    return reasons;
  }

  private static OptionalLong value(JsonObjectReader in, String name) {
    return in.has(name) ? OptionalLong.of(in.integer(name)) : OptionalLong.empty();
  }

  static Json.Obj reply(InquiryReply each) {
    Json.Builder out =
        Json.Obj.with()
            .put("result", each.result().name())
            .put("where", each.where())
            .put("liable", each.isLiable())
            .put(TEXT, each.text());
    each.day().ifPresent(day -> out.put("day", day.toString()));
    return out.end();
  }

  static InquiryReply readReply(JsonObjectReader in) {
    InquiryReply reply =
        new InquiryReply(
            InquiryReply.Result.valueOf(in.string("result")),
            in.optionalString("day").map(LocalDate::parse),
            in.string("where"),
            in.bool("liable"),
            in.string(TEXT));
    in.end();
    return reply;
  }

  public static Json.Obj people(InquiryPeople each) {
    return Json.Obj.with()
        .put(INQUIRY, each.inquiry().toString())
        .put(OFFICE, each.office().value())
        .put(ITEM, each.item().value())
        .put("sender", DeclarationJson.party(each.sender()))
        .put("addressee", DeclarationJson.party(each.addressee()))
        .put("contents", each.contents())
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static InquiryPeople readPeople(byte[] body) {
    JsonObjectReader in = JsonReader.read(SOURCE, body, MOST_BYTES).asObject(SOURCE);
    try {
      InquiryPeople people =
          new InquiryPeople(
              FactJson.id(in, INQUIRY),
              new OfficeCode(in.string(OFFICE)),
              new ItemId(in.string(ITEM)),
              DeclarationJson.readParty(in.object("sender")),
              DeclarationJson.readParty(in.object("addressee")),
              in.string("contents"));
      in.end();
      return people;
    } catch (IllegalArgumentException e) {
      throw in.wrong("people", "the people of an inquiry", String.valueOf(e.getMessage()));
    }
  }
}
