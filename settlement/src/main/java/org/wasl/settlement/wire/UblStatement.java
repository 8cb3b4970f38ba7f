package org.wasl.settlement.wire;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.PartyId;

/// The statement of a settlement period as an OASIS UBL 2.1 Statement: a line for each month, a
/// debit where the debtor of the period owes its balance and a credit where the creditor does, and
/// the balance. Each line names the digest of the month's statement. What is owed for each
/// direction is invoiced apart ([UblInvoice]).
public final class UblStatement {
  private UblStatement() {}

  /// @param names of both parties
  public static byte[] write(SettlementStatement statement, Map<PartyId, UblInvoice.Party> names) {
    PartyId creditor = statement.creditor().orElse(statement.form().streams().getFirst().payee());
    PartyId debtor = statement.debtor().orElse(statement.form().streams().getFirst().payer());
    UblXml xml = new UblXml(statement.currency().code(), statement.currency().decimals());
    xml.open(
        "Statement",
        " xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Statement-2\"" + UblXml.COMPONENTS);
    xml.text("cbc:UBLVersionID", "2.1");
    xml.text(
        "cbc:ID", statement.form().agreement() + "-" + statement.first() + "-" + statement.last());
    xml.text("cbc:IssueDate", statement.issuedOn().toString());
    xml.text("cbc:Note", "settlement sha256:" + statement.digest());
    xml.text("cbc:DocumentCurrencyCode", statement.currency().code());
    xml.money("cbc:TotalDebitAmount", total(statement, Optional.of(debtor)));
    xml.money("cbc:TotalCreditAmount", total(statement, Optional.of(creditor)));
    xml.money("cbc:TotalBalanceAmount", statement.net());
    xml.text("cbc:LineCountNumeric", Integer.toString(statement.months().size()));
    xml.period("cac:StatementPeriod", statement.first(), statement.last());
    xml.party("cac:AccountingSupplierParty", Objects.requireNonNull(names.get(creditor)));
    xml.party("cac:AccountingCustomerParty", Objects.requireNonNull(names.get(debtor)));
    xml.open("cac:PaymentTerms", "");
    xml.text("cbc:PaymentDueDate", statement.dueOn().toString());
    xml.close("cac:PaymentTerms");
    for (int i = 0; i < statement.months().size(); i++) {
      line(xml, i + 1, statement.months().get(i), debtor);
    }
    xml.close("Statement");
    return xml.bytes();
  }

  private static BigDecimal total(SettlementStatement statement, Optional<PartyId> owing) {
    return statement.months().stream()
        .filter(month -> month.debtor().equals(owing))
        .map(NetStatement::net)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void line(UblXml xml, int number, NetStatement month, PartyId debtor) {
    boolean isDebit = month.debtor().isEmpty() || month.debtor().equals(Optional.of(debtor));
    xml.open("cac:StatementLine", "");
    xml.text("cbc:ID", Integer.toString(number));
    xml.text("cbc:Note", "statement sha256:" + month.digest());
    xml.money(isDebit ? "cbc:DebitLineAmount" : "cbc:CreditLineAmount", month.net());
    xml.period("cac:InvoicePeriod", month.period(), month.period());
    xml.close("cac:StatementLine");
  }
}
