package org.wasl.post;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.wasl.terms.LocalizedText;

/// UPU code lists 108 (offices of exchange) and 206 (operators) as far as they are loaded. Excerpts
/// name what they hold; only a whole list says of a code that it is not in it, and even then mail
/// of that office is taken: lists are older than mail. Which operator an office belongs to stands
/// in the list alone, never in the country of its code.
///
/// @param offices by code, of the whole list and of excerpts
/// @param operators the same
/// @param wholeOffices the date of list 108, where it is loaded as a whole
/// @param wholeOperators the date of list 206, where it is loaded as a whole
public record OfficeList(
    Map<OfficeCode, Listed> offices,
    Map<OperatorCode, Operator> operators,
    Optional<LocalDate> wholeOffices,
    Optional<LocalDate> wholeOperators) {
  /// Nothing is loaded.
  public static final OfficeList NONE =
      new OfficeList(Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public OfficeList {
    offices = Map.copyOf(offices);
    operators = Map.copyOf(operators);
  }

  /// An office as its row says.
  ///
  /// @param name as the list writes it
  /// @param operator none where the list names none
  /// @param isClosed no mail is made up for it any more
  /// @param from the day from which the row holds, where the list says it
  /// @param listed the day of the list in which it stands
  public record Listed(
      OfficeCode code,
      String name,
      Optional<OperatorCode> operator,
      boolean isClosed,
      Optional<LocalDate> from,
      LocalDate listed) {}

  /// An operator as its row says.
  ///
  /// @param country two letters
  /// @param listed the day of the list in which it stands
  public record Operator(OperatorCode code, String name, String country, LocalDate listed) {}

  public Optional<Listed> find(OfficeCode code) {
    return Optional.ofNullable(offices.get(code));
  }

  public Optional<Operator> find(OperatorCode code) {
    return Optional.ofNullable(operators.get(code));
  }

  /// The operator of an office, by the list.
  public Optional<Operator> operator(OfficeCode code) {
    return find(code).flatMap(Listed::operator).flatMap(this::find);
  }

  /// The date of the whole list 108 that does not hold a code; nothing where it does, or where only
  /// excerpts are loaded.
  public Optional<LocalDate> unlisted(OfficeCode code) {
    return wholeOffices.filter(_ -> !offices.containsKey(code));
  }

  /// The same of list 206.
  public Optional<LocalDate> unlisted(OperatorCode code) {
    return wholeOperators.filter(_ -> !operators.containsKey(code));
  }

  /// What is loaded, in a line.
  public LocalizedText about() {
    long foreign =
        offices.values().stream()
            .flatMap(each -> each.operator().stream())
            .filter(each -> unlisted(each).isPresent())
            .count();
    String operatorsAr = foreign == 0 ? "" : "، ومشغّلو " + foreign + " منها ليسوا في القائمة 206";
    String operatorsEn =
        foreign == 0 ? "" : "; the operators of " + foreign + " of them are not in list 206";
    return wholeOffices
        .map(date ->
            new LocalizedText(
                "القائمة 108 المؤرخة " + date + "، عدد المكاتب " + offices.size() + operatorsAr,
                "list 108 dated " + date + ", " + offices.size() + " offices" + operatorsEn))
        .orElseGet(() ->
            new LocalizedText(
                "لم تُحمّل القائمة 108؛ أسماء المكاتب من مقتطف، عددها " + offices.size(),
                "list 108 is not loaded: "
                    + offices.size()
                    + " offices have names, of an excerpt"));
  }

  /// What is said of a code that the list does not hold.
  public Optional<LocalizedText> warning(OfficeCode code) {
    return unlisted(code)
        .map(date ->
            new LocalizedText(
                code + ": ليس في القائمة 108 المؤرخة " + date,
                code + ": not in list 108 dated " + date));
  }
}
