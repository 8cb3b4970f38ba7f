package org.wasl.settlement.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wasl.paper.Paper;
import org.wasl.paper.Paper.Column;
import org.wasl.paper.Paper.Field;
import org.wasl.paper.Paper.Table;
import org.wasl.paper.Paper.Value;
import org.wasl.settlement.netting.Conversion;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.NetStatement.StreamTotal;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// Lays a settlement statement out as a [Paper]. The wording needs the keys `title`, `agreement`,
/// `period`, `issued`, `due`, `debtor`, `creditor`, `balanced`, `net`, `streams`, `stream`,
/// `payer`, `payee`, `amount`, `held`, `rate`, `digest`, `agreedDigest`, `note`, and
/// `measure.<name>` for each measure of the form; a statement of several months needs `months`
/// besides.
public final class StatementPaper {
  private StatementPaper() {}

  /// @param parties the names of both parties
  public static Paper of(
      NetStatement statement, Wording wording, Map<PartyId, LocalizedText> parties) {
    return new Paper(
        wording.text("title"),
        statement.form().agreement() + " " + statement.period(),
        fields(statement, wording, parties),
        List.of(
            streams(
                statement.form().measures(),
                statement.streams(),
                statement.currency().code(),
                wording,
                parties)),
        List.of(wording.text("note")));
  }

  /// The statement of a settlement period: its months with their balances before the streams.
  ///
  /// @param parties the names of both parties
  public static Paper of(
      SettlementStatement statement, Wording wording, Map<PartyId, LocalizedText> parties) {
    String months = statement.first() + " / " + statement.last();
    List<Field> fields = new ArrayList<>();
    fields.add(code(wording, "agreement", statement.form().agreement().value()));
    fields.add(code(wording, "months", months));
    fields.add(code(wording, "issued", statement.issuedOn().toString()));
    fields.add(code(wording, "due", statement.dueOn().toString()));
    statement
        .debtor()
        .ifPresentOrElse(
            debtor -> {
              fields.add(text(wording, "debtor", name(parties, debtor)));
              fields.add(
                  text(wording, "creditor", name(parties, statement.creditor().orElseThrow())));
            },
            () -> fields.add(text(wording, "debtor", wording.text("balanced"))));
    balance(
        fields,
        wording,
        new Balance(
            statement.net(),
            statement.currency().code(),
            statement.conversion(),
            statement.netConverted()));
    fields.add(code(wording, "digest", statement.digest()));
    return new Paper(
        wording.text("title"),
        statement.form().agreement() + " " + months,
        fields,
        List.of(
            months(statement, wording, parties),
            streams(
                statement.form().measures(),
                statement.streams(),
                statement.currency().code(),
                wording,
                parties)),
        List.of(wording.text("note")));
  }

  private static Table months(
      SettlementStatement statement, Wording wording, Map<PartyId, LocalizedText> parties) {
    String currency = statement.currency().code();
    List<Column> columns =
        List.of(
            new Column(wording.text("period"), 2),
            new Column(wording.text("debtor"), 3),
            new Column(wording.text("net"), 3),
            new Column(wording.text("digest"), 8));
    List<List<Value>> rows = new ArrayList<>();
    for (NetStatement month : statement.months()) {
      LocalizedText debtor =
          month.debtor().map(party -> name(parties, party)).orElse(wording.text("balanced"));
      rows.add(
          List.of(
              new Value.Code(month.period().toString()),
              new Value.Text(debtor),
              new Value.Amount(month.net(), currency),
              new Value.Code(month.digest())));
    }
    return new Table(wording.text("months"), columns, rows);
  }

  private record Balance(
      BigDecimal net, String currency, Conversion conversion, BigDecimal converted) {}

  private static List<Field> fields(
      NetStatement statement, Wording wording, Map<PartyId, LocalizedText> parties) {
    List<Field> fields = new ArrayList<>();
    fields.add(code(wording, "agreement", statement.form().agreement().value()));
    fields.add(code(wording, "period", statement.period().toString()));
    fields.add(code(wording, "issued", statement.issuedOn().toString()));
    fields.add(code(wording, "due", statement.dueOn().toString()));
    statement
        .debtor()
        .ifPresentOrElse(
            debtor -> {
              fields.add(text(wording, "debtor", name(parties, debtor)));
              fields.add(text(wording, "creditor", name(parties, creditor(statement, debtor))));
            },
            () -> fields.add(text(wording, "debtor", wording.text("balanced"))));
    balance(
        fields,
        wording,
        new Balance(
            statement.net(),
            statement.currency().code(),
            statement.conversion(),
            statement.netConverted()));
    fields.add(code(wording, "agreedDigest", statement.agreedDigest()));
    fields.add(code(wording, "digest", statement.digest()));
    return fields;
  }

  private static void balance(List<Field> fields, Wording wording, Balance balance) {
    Conversion conversion = balance.conversion();
    fields.add(amount(wording, "net", balance.net(), balance.currency()));
    fields.add(amount(wording, "net", balance.converted(), conversion.to().code()));
    fields.add(
        code(
            wording,
            "rate",
            "1 "
                + conversion.to().code()
                + " = "
                + conversion.rate().toPlainString()
                + " "
                + balance.currency()
                + " ("
                + conversion.on()
                + ", "
                + conversion.source()
                + ")"));
  }

  private static Table streams(
      List<String> measures,
      List<StreamTotal> totals,
      String currency,
      Wording wording,
      Map<PartyId, LocalizedText> parties) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(wording.text("stream"), 5));
    columns.add(new Column(wording.text("payer"), 3));
    for (String measure : measures) {
      columns.add(new Column(wording.text("measure." + measure), 3));
    }
    columns.add(new Column(wording.text("amount"), 4));
    columns.add(new Column(wording.text("held"), 3));
    List<List<Value>> rows = new ArrayList<>();
    for (StreamTotal total : totals) {
      rows.add(row(total, parties, currency));
    }
    return new Table(wording.text("streams"), columns, rows);
  }

  private static List<Value> row(
      StreamTotal total, Map<PartyId, LocalizedText> parties, String currency) {
    List<Value> row = new ArrayList<>();
    row.add(new Value.Text(total.stream().name()));
    row.add(new Value.Text(name(parties, total.stream().payer())));
    total.quantities().forEach(q -> row.add(new Value.Amount(BigDecimal.valueOf(q), "")));
    row.add(new Value.Amount(total.amount(), currency));
    row.add(new Value.Amount(total.held(), currency));
    return row;
  }

  private static PartyId creditor(NetStatement statement, PartyId debtor) {
    return statement.streams().stream()
        .map(StreamTotal::stream)
        .filter(stream -> stream.payer().equals(debtor) || stream.payee().equals(debtor))
        .map(stream -> stream.payer().equals(debtor) ? stream.payee() : stream.payer())
        .findFirst()
        .orElseThrow();
  }

  private static LocalizedText name(Map<PartyId, LocalizedText> parties, PartyId party) {
    LocalizedText name = parties.get(party);
    if (name == null) {
      throw new IllegalArgumentException("no name of " + party);
    }
    return name;
  }

  private static Field code(Wording wording, String key, String code) {
    return new Field(wording.text(key), new Value.Code(code));
  }

  private static Field text(Wording wording, String key, LocalizedText text) {
    return new Field(wording.text(key), new Value.Text(text));
  }

  private static Field amount(Wording wording, String key, BigDecimal number, String unit) {
    return new Field(wording.text(key), new Value.Amount(number, unit));
  }
}
