package org.wasl.post.web;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.customs.CustomsDeclaration.Piece;

/// A declaration as the fields of the counter's form, to be put right and told again.
final class Declared {
  /// The field that says of which item the declaration takes the place of the one before.
  static final String REPLACES = "replaces";

  private Declared() {}

  static MultiValueMap<String, String> entered(CustomsDeclaration declared) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add(REPLACES, declared.item().value());
    form.add("item", declared.item().value());
    form.add("office", declared.office().value());
    form.add("kind", declared.kind().name());
    form.add("gross", kilograms(declared.grossGrams()));
    form.add("currency", declared.pieces().getFirst().currency());
    enter(form, "sender", declared.sender());
    enter(form, "addressee", declared.addressee());
    List<Piece> pieces = declared.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      enter(form, i, pieces.get(i));
    }
    declared.undelivered().ifPresent(each -> form.add("undelivered", each.name()));
    declared.postage().ifPresent(each -> form.add("postage", each.toPlainString()));
    declared.insured().ifPresent(each -> form.add("insured", each.toPlainString()));
    form.add("licence", declared.papers().licence());
    form.add("certificate", declared.papers().certificate());
    form.add("invoice", declared.papers().invoice());
    form.add("comments", declared.papers().comments());
    return form;
  }

  private static void enter(MultiValueMap<String, String> form, String who, Party party) {
    form.add(who + "Name", party.name());
    form.add(who + "Street", party.street());
    form.add(who + "City", party.city());
    form.add(who + "Telephone", party.telephone());
    form.add(who + "Business", party.business());
    form.add(who + "Postcode", party.postcode());
    form.add(who + "Email", party.email());
    form.add(who + "Reference", party.reference());
  }

  private static void enter(MultiValueMap<String, String> form, int i, Piece piece) {
    form.add("description" + i, piece.description());
    form.add("quantity" + i, Integer.toString(piece.quantity()));
    form.add("net" + i, kilograms(piece.netGrams()));
    form.add("value" + i, piece.value().toPlainString());
    form.add("heading" + i, piece.heading());
    form.add("origin" + i, piece.origin());
  }

  private static String kilograms(int grams) {
    return BigDecimal.valueOf(grams, 3).stripTrailingZeros().toPlainString();
  }
}
