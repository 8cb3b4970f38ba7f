package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.post.customs.CustomsDeclaration;

/// A customs declaration with the names that a form prints for its codes.
///
/// @param office of posting
/// @param from the sender's country
/// @param to the addressee's country
/// @param currency of the postage, ISO 4217, absent when it is not known
public record DeclaredItem(
    CustomsDeclaration declaration,
    String office,
    String from,
    String to,
    Optional<String> currency) {
  private static final int LONGEST = 300;

  public DeclaredItem {
    FormLimits.requireShort(office, LONGEST);
    FormLimits.requireShort(from, LONGEST);
    FormLimits.requireShort(to, LONGEST);
  }

  String sender() {
    return lines(declaration.sender(), from);
  }

  String addressee() {
    return lines(declaration.addressee(), to);
  }

  /// Name and address below each other, the country last but for what one calls or writes to.
  static String lines(CustomsDeclaration.Party party, String country) {
    List<String> lines = new ArrayList<>();
    Stream.of(
            party.name(),
            party.business(),
            party.street(),
            (party.postcode() + " " + party.city()).strip(),
            country,
            party.telephone(),
            party.email())
        .filter(each -> !each.isBlank())
        .forEach(lines::add);
    return String.join("\n", lines);
  }

  String postage() {
    return declaration
        .postage()
        .map(each -> (FormText.grouped(each) + " " + currency.orElse("")).strip())
        .orElse("");
  }

  /// The value with its currency; empty where pieces are declared in several.
  String value() {
    List<String> currencies =
        declaration.pieces().stream().map(CustomsDeclaration.Piece::currency).distinct().toList();
    return currencies.size() == 1
        ? FormText.grouped(declaration.value()) + " " + currencies.getFirst()
        : "";
  }
}
