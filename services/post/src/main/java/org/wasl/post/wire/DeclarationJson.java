package org.wasl.post.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsDeclaration.Papers;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// A customs declaration as JSON, a closed schema: the body of `itmatt`. What a sender did not say
/// is not there.
public final class DeclarationJson {
  private static final String SOURCE = "itmatt";
  private static final int MOST_BYTES = 1 << 18;

  private DeclarationJson() {}

  public static Json.Obj json(CustomsDeclaration each) {
    Json.Builder out =
        Json.Obj.with()
            .put("item", each.item().value())
            .put("office", each.office().value())
            .put("posted", each.posted().toString())
            .put("kind", each.kind().name())
            .put("sender", party(each.sender()))
            .put("addressee", party(each.addressee()))
            .put("grossGrams", each.grossGrams())
            .put(
                "pieces", Json.Arr.of(each.pieces().stream().map(DeclarationJson::piece).toList()));
    each.postage().ifPresent(postage -> out.put("postage", postage.toPlainString()));
    each.insured().ifPresent(insured -> out.put("insured", insured.toPlainString()));
    each.undelivered().ifPresent(wish -> out.put("undelivered", wish.name()));
    if (!each.papers().equals(Papers.NONE)) {
      out.put("papers", papers(each.papers()));
    }
    return out.end();
  }

  private static Json.Obj papers(Papers papers) {
    return Json.Obj.with()
        .put("licence", papers.licence())
        .put("certificate", papers.certificate())
        .put("invoice", papers.invoice())
        .put("comments", papers.comments())
        .end();
  }

  static Json.Obj party(CustomsDeclaration.Party party) {
    Json.Builder out =
        Json.Obj.with()
            .put("name", party.name())
            .put("street", party.street())
            .put("city", party.city())
            .put("country", party.country())
            .put("telephone", party.telephone());
    putSaid(out, "business", party.business());
    putSaid(out, "postcode", party.postcode());
    putSaid(out, "email", party.email());
    putSaid(out, "reference", party.reference());
    return out.end();
  }

  private static void putSaid(Json.Builder out, String name, String value) {
    if (!value.isEmpty()) {
      out.put(name, value);
    }
  }

  private static Json.Obj piece(CustomsDeclaration.Piece piece) {
    return Json.Obj.with()
        .put("description", piece.description())
        .put("quantity", piece.quantity())
        .put("netGrams", piece.netGrams())
        .put("value", piece.value().toPlainString())
        .put("currency", piece.currency())
        .put("heading", piece.heading())
        .put("origin", piece.origin())
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static CustomsDeclaration read(byte[] body) {
    JsonObjectReader in = JsonReader.read(SOURCE, body, MOST_BYTES).asObject(SOURCE);
    try {
      CustomsDeclaration declaration =
          new CustomsDeclaration(
              new ItemId(in.string("item")),
              new OfficeCode(in.string("office")),
              LocalDate.parse(in.string("posted")),
              CustomsDeclaration.Kind.valueOf(in.string("kind")),
              readParty(in.object("sender")),
              readParty(in.object("addressee")),
              in.integer("grossGrams", 0, 1_000_000),
              in.has("postage") ? Optional.of(in.decimal("postage")) : Optional.empty(),
              in.objects("pieces").stream().map(DeclarationJson::readPiece).toList(),
              in.has("papers") ? readPapers(in.object("papers")) : Papers.NONE,
              in.has("undelivered")
                  ? Optional.of(CustomsDeclaration.Undelivered.valueOf(in.string("undelivered")))
                  : Optional.empty(),
              in.has("insured") ? Optional.of(in.decimal("insured")) : Optional.empty());
      in.end();
      return declaration;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("declaration", "a customs declaration", String.valueOf(e.getMessage()));
    }
  }

  static CustomsDeclaration.Party readParty(JsonObjectReader in) {
    CustomsDeclaration.Party party =
        new CustomsDeclaration.Party(
            in.string("name"),
            in.string("street"),
            in.string("city"),
            in.string("country"),
            in.string("telephone"),
            said(in, "business"),
            said(in, "postcode"),
            said(in, "email"),
            said(in, "reference"));
    in.end();
    return party;
  }

  private static String said(JsonObjectReader in, String name) {
    return in.has(name) ? in.string(name) : "";
  }

  private static Papers readPapers(JsonObjectReader in) {
    Papers papers =
        new Papers(
            in.string("licence"),
            in.string("certificate"),
            in.string("invoice"),
            in.string("comments"));
    in.end();
    return papers;
  }

  private static CustomsDeclaration.Piece readPiece(JsonObjectReader in) {
    CustomsDeclaration.Piece piece =
        new CustomsDeclaration.Piece(
            in.string("description"),
            in.integer("quantity", 1, 1_000_000),
            in.integer("netGrams", 0, 1_000_000),
            in.decimal("value"),
            in.string("currency"),
            in.string("heading"),
            in.string("origin"));
    in.end();
    return piece;
  }
}
