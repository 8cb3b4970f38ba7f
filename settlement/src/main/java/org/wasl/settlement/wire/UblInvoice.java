package org.wasl.settlement.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.NetStatement.StreamTotal;
import org.wasl.terms.PartyId;

/// The invoice of a statement as OASIS UBL 2.1, after the European norm EN 16931: what the payee of
/// the streams is owed by their payer. The signed object stays the statement, whose digest the
/// invoice names; the invoice is drawn from it, the same bytes on both nodes.
///
/// Settlement between administrations bears no value added tax: category O, outside the scope.
public final class UblInvoice {
  private static final int UNIT_PRICE_DECIMALS = 8;

  /// UN/ECE Recommendation 20.
  private static final String MINUTE = "MIN";

  private UblInvoice() {}

  /// Who invoices or is invoiced.
  ///
  /// @param id the party's organisation, in its own scheme
  /// @param name registered name
  /// @param city may be empty
  /// @param country ISO 3166-1 alpha-2
  public record Party(String id, String name, String city, String country) {}

  /// Writes the invoice of a payee to the other party.
  ///
  /// @param names of both parties
  /// @param seconds index of the measure that is charged, in seconds; invoiced in minutes
  /// @return nothing when nothing is owed for the payee's streams
  public static Optional<byte[]> write(
      NetStatement statement, PartyId payee, Map<PartyId, Party> names, int seconds) {
    List<StreamTotal> lines =
        statement.streams().stream()
            .filter(each -> each.stream().payee().equals(payee))
            .filter(each -> each.amount().signum() != 0)
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal total =
        lines.stream().map(StreamTotal::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    UblXml xml = new UblXml(statement.currency().code(), statement.currency().decimals());
    xml.open(
        "Invoice",
        " xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"" + UblXml.COMPONENTS);
    xml.text("cbc:CustomizationID", "urn:cen.eu:en16931:2017");
    xml.text("cbc:ID", number(statement, payee));
    xml.text("cbc:IssueDate", statement.issuedOn().toString());
    xml.text("cbc:DueDate", statement.dueOn().toString());
    xml.text("cbc:InvoiceTypeCode", "380");
    xml.text("cbc:Note", "statement sha256:" + statement.digest());
    xml.text("cbc:DocumentCurrencyCode", statement.currency().code());
    xml.text("cbc:BuyerReference", statement.form().agreement().value());
    xml.period("cac:InvoicePeriod", statement.period(), statement.period());
    PartyId payer = lines.getFirst().stream().payer();
    xml.party("cac:AccountingSupplierParty", Objects.requireNonNull(names.get(payee)));
    xml.party("cac:AccountingCustomerParty", Objects.requireNonNull(names.get(payer)));
    xml.open("cac:TaxTotal", "");
    xml.money("cbc:TaxAmount", BigDecimal.ZERO);
    xml.open("cac:TaxSubtotal", "");
    xml.money("cbc:TaxableAmount", total);
    xml.money("cbc:TaxAmount", BigDecimal.ZERO);
    xml.open("cac:TaxCategory", "");
    xml.text("cbc:ID", "O");
    xml.text("cbc:TaxExemptionReasonCode", "VATEX-EU-O");
    vat(xml);
    xml.close("cac:TaxCategory");
    xml.close("cac:TaxSubtotal");
    xml.close("cac:TaxTotal");
    xml.open("cac:LegalMonetaryTotal", "");
    xml.money("cbc:LineExtensionAmount", total);
    xml.money("cbc:TaxExclusiveAmount", total);
    xml.money("cbc:TaxInclusiveAmount", total);
    xml.money("cbc:PayableAmount", total);
    xml.close("cac:LegalMonetaryTotal");
    for (int i = 0; i < lines.size(); i++) {
      line(xml, i + 1, lines.get(i), seconds);
    }
    xml.close("Invoice");
    return Optional.of(xml.bytes());
  }

  private static String number(NetStatement statement, PartyId payee) {
    return statement.form().agreement() + "-" + statement.period() + "-" + payee;
  }

  private static void vat(UblXml xml) {
    xml.open("cac:TaxScheme", "");
    xml.text("cbc:ID", "VAT");
    xml.close("cac:TaxScheme");
  }

  /// The price stands for a whole minute and only tells: the amount is the statement's.
  private static void line(UblXml xml, int number, StreamTotal total, int seconds) {
    BigDecimal quantity =
        BigDecimal.valueOf(total.quantities().get(seconds))
            .divide(BigDecimal.valueOf(60), UNIT_PRICE_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    BigDecimal price =
        quantity.signum() == 0
            ? BigDecimal.ZERO
            : total.amount().divide(quantity, UNIT_PRICE_DECIMALS, RoundingMode.HALF_UP);
    xml.open("cac:InvoiceLine", "");
    xml.text("cbc:ID", Integer.toString(number));
    xml.measured("cbc:InvoicedQuantity", quantity, MINUTE);
    xml.money("cbc:LineExtensionAmount", total.amount());
    xml.open("cac:Item", "");
    xml.text("cbc:Name", total.stream().name().en());
    xml.open("cac:ClassifiedTaxCategory", "");
    xml.text("cbc:ID", "O");
    vat(xml);
    xml.close("cac:ClassifiedTaxCategory");
    xml.close("cac:Item");
    xml.open("cac:Price", "");
    xml.price("cbc:PriceAmount", price);
    xml.close("cac:Price");
    xml.close("cac:InvoiceLine");
  }
}
