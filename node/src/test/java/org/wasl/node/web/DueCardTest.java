package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.wasl.settlement.due.Due;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;

/// The card of what is due, on the first page and on those of the services.
class DueCardTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final Pattern MONEY = Pattern.compile("[0-9.]+ [A-Z]{3}");

  private static String rendered(Map<String, Object> model) {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    StaticMessageSource words = new StaticMessageSource();
    words.setUseCodeAsDefaultMessage(true);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(words);
    engine.setLinkBuilder(
        new StandardLinkBuilder() {
          @Override
          protected String computeContextPath(
              IExpressionContext context, String base, Map<String, Object> parameters) {
            return "";
          }

          @Override
          protected String processLink(IExpressionContext context, String link) {
            return link;
          }
        });
    return engine.process("due", Set.of("card"), new Context(Locale.ENGLISH, model));
  }

  private static Due payment(YearMonth month, String open, String interest) {
    return new Due(
        month,
        month,
        Due.What.PAYMENT,
        Optional.of(new PartyId("iq")),
        Optional.of(LocalDate.of(2027, 1, 19)),
        false,
        new BigDecimal(open),
        new BigDecimal(interest));
  }

  /// The agreement changed its currency in September.
  @Test
  void eachAmountStandsInTheCurrencyOfItsMonth() {
    String html =
        rendered(
            Map.of(
                "dues",
                List.of(payment(AUGUST, "10.50", "0.25"), payment(AUGUST.plusMonths(1), "7", "0")),
                "us",
                new PartyId("sy"),
                "currencies",
                Map.of(
                    AUGUST,
                    new CurrencyVintage("USD", 0, 2),
                    AUGUST.plusMonths(1),
                    new CurrencyVintage("EUR", 0, 2)),
                "base",
                "/voice",
                "of",
                "voice.title"));
    assertEquals(
        List.of("10.50 USD", "0.25 USD", "7.00 EUR"),
        MONEY.matcher(html).results().map(MatchResult::group).toList());
  }
}
