package org.wasl.settlement.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;
import static org.wasl.settlement.Example.account;
import static org.wasl.settlement.Example.line;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.result.ValidationResultList;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import com.helger.ubl21.UBL21Marshaller;
import com.helger.xml.serialize.read.DOMReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.StatementLineType;
import oasis.names.specification.ubl.schema.xsd.statement_21.StatementType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.Example;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.terms.PartyId;

/// The schema of UBL 2.1 and the business rules of EN 16931, as the phive library carries them,
/// judge the invoice.
class UblInvoiceTest {
  private static final Map<PartyId, UblInvoice.Party> NAMES =
      Map.of(
          AA, new UblInvoice.Party("aa.telecom", "First & Co", "", "SY"),
          BB, new UblInvoice.Party("bb.telecom", "الشركة الثانية", "", "IQ"));
  private static final int BILLED_SECONDS = 3;

  private static NetStatement statement(Account one, Account other) {
    Comparison both = Comparison.of(Example.TERMS, one, other);
    AgreedAccount agreed = AgreedAccount.of(Example.TERMS, both, List.of());
    return NetStatement.of(Example.FORM, agreed, Example.SDR, Example.CLOCKS);
  }

  private static NetStatement statement() {
    return statement(
        account(AA, line("aa-to-bb", 1, 1000), line("bb-to-aa", 1, 400)),
        account(BB, line("aa-to-bb", 1, 1000), line("bb-to-aa", 1, 400)));
  }

  private static ValidationResultList judged(byte[] invoice) {
    ValidationExecutorSetRegistry<IValidationSourceXML> registry =
        new ValidationExecutorSetRegistry<>();
    EN16931Validation.initEN16931(registry);
    DVRCoordinate rules = EN16931Validation.VID_UBL_INVOICE_1316;
    return ValidationExecutionManager.executeValidation(
        IValidityDeterminator.createDefault(),
        Objects.requireNonNull(registry.getOfID(rules)),
        (IValidationSourceXML)
            ValidationSourceXML.create(
                "invoice", Objects.requireNonNull(DOMReader.readXMLDOM(invoice))),
        Locale.ENGLISH);
  }

  @Test
  void theInvoicesOfBothPartiesFollowTheSchemaAndTheRulesOfTheNorm() {
    for (PartyId payee : List.of(AA, BB)) {
      byte[] invoice = UblInvoice.write(statement(), payee, NAMES, BILLED_SECONDS).orElseThrow();
      ValidationResultList result = judged(invoice);
      assertTrue(result.containsNoError(), () -> result.getAllErrors().toString());
      assertTrue(result.size() >= 2, "schema and rules were both run");
    }
  }

  @Test
  void aChangedTotalIsRefusedByTheNorm() {
    byte[] invoice = UblInvoice.write(statement(), BB, NAMES, BILLED_SECONDS).orElseThrow();
    String wrong =
        new String(invoice, StandardCharsets.UTF_8)
            .replace(">100.00</cbc:PayableAmount>", ">100.01</cbc:PayableAmount>");
    String said = judged(wrong.getBytes(StandardCharsets.UTF_8)).getAllErrors().toString();
    // amount due = total with VAT - paid + rounding
    assertTrue(said.contains("BR-CO-16"), said);
  }

  @Test
  void theInvoiceNamesTheStatementItWasDrawnFromAndIsTheSameOnBothNodes() {
    byte[] invoice = UblInvoice.write(statement(), BB, NAMES, BILLED_SECONDS).orElseThrow();
    String text = new String(invoice, StandardCharsets.UTF_8);
    assertTrue(text.contains("statement sha256:" + statement().digest()));
    assertArrayEquals(
        invoice, UblInvoice.write(statement(), BB, NAMES, BILLED_SECONDS).orElseThrow());
  }

  @Test
  void theStatementOfAQuarterFollowsTheSchemaAndItsLinesComeToItsBalance() {
    byte[] bytes = UblStatement.write(Example.quarter(false), NAMES);
    assertArrayEquals(bytes, UblStatement.write(Example.quarter(true), NAMES));
    ErrorList errors = new ErrorList();
    // the library reads and checks by OASIS' own schema of the UBL 2.1 Statement
    StatementType read =
        Objects.requireNonNull(
            UBL21Marshaller.statement().setCollectErrors(errors).read(bytes), errors::toString);
    assertEquals(3, read.getStatementLineCount());
    BigDecimal debit = amount(read, 0, StatementLineType::getDebitLineAmountValue);
    BigDecimal credit = amount(read, 1, StatementLineType::getCreditLineAmountValue);
    assertEquals(new BigDecimal("60.00"), debit);
    assertEquals(new BigDecimal("30.00"), credit);
    assertEquals(read.getTotalBalanceAmountValue(), debit.subtract(credit));
    assertEquals(read.getTotalDebitAmountValue(), debit);
    assertEquals(read.getTotalCreditAmountValue(), credit);
  }

  private static BigDecimal amount(
      StatementType read, int line, Function<StatementLineType, @Nullable BigDecimal> which) {
    return Objects.requireNonNull(
        which.apply(Objects.requireNonNull(read.getStatementLineAtIndex(line))));
  }

  @Test
  void whoIsOwedNothingInvoicesNothing() {
    NetStatement oneWay =
        statement(account(AA, line("aa-to-bb", 1, 10)), account(BB, line("aa-to-bb", 1, 10)));
    assertEquals(Optional.empty(), UblInvoice.write(oneWay, AA, NAMES, BILLED_SECONDS));
  }
}
