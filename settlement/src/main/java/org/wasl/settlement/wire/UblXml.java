package org.wasl.settlement.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;

/// Writes the elements of a UBL document; these are small and of one shape, so a page of text does.
final class UblXml {
  /// The name spaces of what all documents are made of.
  static final String COMPONENTS =
      " xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\""
          + " xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"";

  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final String currency;
  private final int decimals;

  UblXml(String currency, int decimals) {
    this.currency = currency;
    this.decimals = decimals;
  }

  void open(String element, String attributes) {
    out.append('<').append(element).append(attributes).append(">\n");
  }

  void close(String element) {
    out.append("</").append(element).append(">\n");
  }

  void text(String element, String text) {
    attributed(element, "", text);
  }

  void money(String element, BigDecimal amount) {
    attributed(
        element,
        " currencyID=\"" + currency + "\"",
        amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString());
  }

  void price(String element, BigDecimal price) {
    attributed(
        element,
        " currencyID=\"" + currency + "\"",
        price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString());
  }

  void measured(String element, BigDecimal quantity, String unit) {
    attributed(element, " unitCode=\"" + unit + "\"", quantity.toPlainString());
  }

  private void attributed(String element, String attributes, String text) {
    out.append('<').append(element).append(attributes).append('>');
    out.append(escaped(text)).append("</").append(element).append(">\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// From the first day of a month to the last of another.
  void period(String element, YearMonth first, YearMonth last) {
    open(element, "");
    text("cbc:StartDate", first.atDay(1).toString());
    text("cbc:EndDate", last.atEndOfMonth().toString());
    close(element);
  }

  /// A party in its role.
  void party(String element, UblInvoice.Party party) {
    open(element, "");
    open("cac:Party", "");
    open("cac:PartyIdentification", "");
    text("cbc:ID", party.id());
    close("cac:PartyIdentification");
    open("cac:PostalAddress", "");
    if (!party.city().isEmpty()) {
      text("cbc:CityName", party.city());
    }
    open("cac:Country", "");
    text("cbc:IdentificationCode", party.country());
    close("cac:Country");
    close("cac:PostalAddress");
    open("cac:PartyLegalEntity", "");
    text("cbc:RegistrationName", party.name());
    close("cac:PartyLegalEntity");
    close("cac:Party");
    close(element);
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
