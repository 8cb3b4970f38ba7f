package org.wasl.post.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.post.MailFormat;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.rating.CountingRules;
import org.wasl.post.rating.MailCount;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.Stream;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads what two posts agreed on their accounts: the member `accounts` of `post-agreement.json`,
/// and `post-rates.csv` beside it.
public final class AccountTermsFile {
  private AccountTermsFile() {}

  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  /// @throws MalformedTableException with file, line and column
  public static AccountTerms read(CountriesFolder countries, PartyId one, PartyId other) {
    Path folder = countries.border(one, other);
    Path file = folder.resolve("post-agreement.json");
    Path rates = folder.resolve("post-rates.csv");
    JsonObjectReader all = CountriesFolder.open(file);
    String id = all.string("id");
    JsonObjectReader in = all.object("accounts");
    try {
      Map<String, Character> mailClasses = new HashMap<>();
      AccountForm form = form(id, in, mailClasses);
      AccountTerms terms =
          new AccountTerms(
              form,
              mailClasses,
              tolerance(in.object("tolerance")),
              clocks(in.object("clocks")),
              ZoneId.of(in.string("zone")),
              in.decimal("carryUpTo"),
              in.integer("lookBackMonths", 1, 60),
              new CountingRules(
                  MailFormat.valueOf(in.string("unstatedFormat")), in.bool("chargeUnlisted")),
              RateTable.read(rates.toString(), bytes(rates)),
              List.of(Sha256.hex(bytes(file)), Sha256.hex(bytes(rates))));
      in.end();
      return terms;
    } catch (MalformedTableException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("accounts", "terms of accounts", String.valueOf(e.getMessage()));
    }
  }

  private static AccountForm form(
      String id, JsonObjectReader in, Map<String, Character> mailClasses) {
    JsonObjectReader rounding = in.object("rounding");
    List<Stream> streams = new ArrayList<>();
    for (JsonObjectReader each : in.objects("streams")) {
      String word = each.string("id");
      mailClasses.put(word, each.string("mailClass").charAt(0));
      streams.add(
          new Stream(
              word,
              new PartyId(each.string("payer")),
              new PartyId(each.string("payee")),
              CountriesFolder.text(each.object("name"))));
      each.end();
    }
    AccountForm form =
        new AccountForm(
            new AgreementId(id),
            in.integer("version", 1, 999),
            MailCount.MEASURES,
            new CurrencyVintage("XDR", 0, rounding.integer("decimals", 0, 9)),
            AccountTerms.UNITS,
            new RoundingRule(
                RoundingRule.Point.valueOf(rounding.string("point")),
                RoundingMode.valueOf(rounding.string("mode")),
                rounding.integer("decimals", 0, 9)),
            streams);
    rounding.end();
    if (form.rounding().point() != RoundingRule.Point.PER_LINE) {
      throw new IllegalArgumentException("a line is a dispatch, and rounding is PER_LINE");
    }
    return form;
  }

  private static Tolerance tolerance(JsonObjectReader in) {
    Tolerance tolerance = new Tolerance(in.decimal("percent"), in.decimal("amount"));
    in.end();
    return tolerance;
  }

  private static Clocks clocks(JsonObjectReader in) {
    Clocks clocks =
        new Clocks(
            in.integer("accountDays", 1, 366),
            in.integer("questionMonths", 0, 24),
            in.integer("statementMonths", 1, 12),
            in.integer("paymentMonths", 0, 24),
            in.decimal("interestPercent"),
            in.integer("interestYearDays", 360, 365));
    in.end();
    return clocks;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
