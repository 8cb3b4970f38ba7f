package org.wasl.post.customs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;

/// What a country asks of items that come into it by post, as dated facts.
///
/// @param vague words that say nothing about what is sent
/// @param banned what may not be sent, by words in descriptions or headings
/// @param duties by heading
public record CustomsRules(
    List<String> vague, List<Banned> banned, List<Duty> duties, Optional<Relief> relief) {
  public CustomsRules {
    vague = vague.stream().map(HeadingBook::normalised).toList();
    banned = List.copyOf(banned);
    duties = List.copyOf(duties);
  }

  /// What may not be sent, or only under conditions.
  ///
  /// @param words any of them in a description is a hit
  /// @param heading beginning of a code, empty for none
  /// @param isForbidden else it may be sent under the conditions that the text names
  public record Banned(
      List<String> words, String heading, boolean isForbidden, LocalizedText text) {
    public Banned {
      words = words.stream().map(HeadingBook::normalised).toList();
    }

    boolean isMet(CustomsDeclaration.Piece piece) {
      List<String> said = List.of(HeadingBook.normalised(piece.description()).split(" "));
      boolean byWord =
          words.stream()
              .anyMatch(each ->
                  each.contains(" ")
                      ? HeadingBook.normalised(piece.description()).contains(each)
                      : said.contains(each));
      return byWord || (!heading.isEmpty() && piece.heading().startsWith(heading));
    }
  }

  /// A rate of duty.
  ///
  /// @param heading beginning of a code; the longest that fits holds
  /// @param percent of the value
  public record Duty(String heading, BigDecimal percent, Validity validity) {}

  /// A value up to which nothing is due.
  public record Relief(BigDecimal value, String currency) {}

  /// A finding about a declaration.
  ///
  /// @param code stable, lower case words
  /// @param piece its place in the list, from 1; 0 for the whole declaration
  /// @param stops whether the item is not accepted with it
  public record Finding(String code, int piece, boolean stops, LocalizedText text) {}

  /// Everything that is wrong with a declaration.
  public List<Finding> check(CustomsDeclaration declaration) {
    List<Finding> findings = new ArrayList<>();
    if (declaration.netGrams() > declaration.grossGrams()) {
      findings.add(
          new Finding(
              "net-over-gross",
              0,
              true,
              new LocalizedText(
                  "مجموع الأوزان الصافية يفوق الوزن الإجمالي",
                  "the net weights together are more than the gross weight")));
    }
    if (declaration.pieces().stream().map(CustomsDeclaration.Piece::currency).distinct().count()
        > 1) {
      findings.add(
          new Finding(
              "currencies",
              0,
              true,
              new LocalizedText("عملات مختلفة في تصريح واحد", "more than one currency")));
    }
    for (int i = 0; i < declaration.pieces().size(); i++) {
      check(declaration, declaration.pieces().get(i), i + 1, findings);
    }
    return findings;
  }

  private void check(
      CustomsDeclaration declaration,
      CustomsDeclaration.Piece piece,
      int place,
      List<Finding> findings) {
    if (vague.contains(HeadingBook.normalised(piece.description()))) {
      findings.add(
          new Finding(
              "vague",
              place,
              true,
              new LocalizedText(
                  "وصف لا يقول ما هو؛ اذكر السلعة ومادتها واستعمالها",
                  "it does not say what it is; name the goods, what they are made of and for")));
    }
    if (piece.value().signum() == 0 && declaration.kind() != CustomsDeclaration.Kind.DOCUMENTS) {
      findings.add(
          new Finding(
              "no-value", place, true, new LocalizedText("لا قيمة معلنة", "no value is declared")));
    }
    if (piece.heading().isEmpty() && declaration.kind() == CustomsDeclaration.Kind.SALE) {
      findings.add(
          new Finding(
              "no-heading",
              place,
              false,
              new LocalizedText(
                  "لا بند جمركي؛ ابحث عنه ليسرع التخليص",
                  "no heading; look for it, so that clearing is quicker")));
    }
    banned.stream()
        .filter(each -> each.isMet(piece))
        .forEach(each ->
            findings.add(
                new Finding(
                    each.isForbidden() ? "forbidden" : "conditions",
                    place,
                    each.isForbidden(),
                    each.text())));
  }

  /// An estimate of duties, exact to the last digit of the rate and rounded half up to three
  /// decimals at each piece.
  ///
  /// @return nothing when no rate of a piece is known
  public Optional<BigDecimal> estimate(CustomsDeclaration declaration, LocalDate day) {
    BigDecimal value = declaration.value();
    String currency = declaration.pieces().getFirst().currency();
    boolean isRelieved =
        relief
            .filter(each -> each.currency().equals(currency) && value.compareTo(each.value()) <= 0)
            .isPresent();
    if (isRelieved) {
      return Optional.of(BigDecimal.ZERO);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (CustomsDeclaration.Piece each : declaration.pieces()) {
      Optional<Duty> duty = duty(each.heading(), day);
      if (duty.isEmpty()) {
        return Optional.empty();
      }
      sum =
          sum.add(
              each.value()
                  .multiply(duty.get().percent())
                  .movePointLeft(2)
                  .setScale(3, RoundingMode.HALF_UP));
    }
    return Optional.of(sum);
  }

  private Optional<Duty> duty(String heading, LocalDate day) {
    return duties.stream()
        .filter(each -> heading.startsWith(each.heading()) && each.validity().holdsOn(day))
        .max((one, other) -> Integer.compare(one.heading().length(), other.heading().length()));
  }
}
