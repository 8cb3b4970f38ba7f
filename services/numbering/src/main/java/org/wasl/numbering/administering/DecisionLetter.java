package org.wasl.numbering.administering;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.wasl.numbering.administering.Application.Decided;
import org.wasl.numbering.administering.Application.Kind;
import org.wasl.paper.Paper;
import org.wasl.paper.Paper.Column;
import org.wasl.paper.Paper.Field;
import org.wasl.paper.Paper.Table;
import org.wasl.paper.Paper.Value;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.country.Organisation.Role;
import org.wasl.terms.country.Party;

/// The letter in which the authority tells an applicant what it decided, in both languages, with
/// the checks that it rests on.
public final class DecisionLetter {
  private DecisionLetter() {}

  /// @throws IllegalArgumentException when the application is not decided
  public static Paper of(Party party, Application application) {
    Decided decided =
        application.decision().orElseThrow(() -> new IllegalArgumentException("not decided yet"));
    LocalDate day = LocalDate.ofInstant(decided.at(), party.zone());
    List<Field> fields = new ArrayList<>();
    party
        .findByRole(Role.REGULATOR)
        .ifPresent(authority ->
            fields.add(field("الجهة المصدرة", "Issued by", new Value.Text(authority.nameOn(day)))));
    fields.add(field("رقم القرار", "Decision", new Value.Code(decided.number())));
    fields.add(field("التاريخ", "Date", new Value.Code(day.toString())));
    fields.add(
        field(
            "إلى", "To", new Value.Text(party.organisation(application.applicant()).nameOn(day))));
    fields.add(field("القرار", "Decided", new Value.Text(word(decided.kind()))));
    fields.add(field("المجال", "Range", new Value.Code(application.codes().toString())));
    fields.add(
        field(
            "عدد الأرقام",
            "Numbers",
            new Value.Amount(BigDecimal.valueOf(application.numbers()), "")));
    decided
        .until()
        .ifPresent(until ->
            fields.add(
                field(
                    "محجوز حتى",
                    "Reserved until",
                    new Value.Code(LocalDate.ofInstant(until, party.zone()).toString()))));
    List<LocalizedText> notes = new ArrayList<>();
    if (!decided.conditions().isBlank()) {
      notes.add(
          new LocalizedText(
              "الشروط: " + decided.conditions(), "Conditions: " + decided.conditions()));
    }
    notes.add(
        new LocalizedText(
            "لا تُسند أرقام هذا المجال لغير من خُصّص له، وتُرفع تقارير الاستخدام كل نصف سنة.",
            "The numbers of this range are given to nobody else, and their use is reported each"
                + " half year."));
    return new Paper(
        new LocalizedText("قرار بشأن مورد ترقيم", "Decision on a numbering resource"),
        decided.number() + " " + application.id(),
        fields,
        List.of(table(decided.checks())),
        notes);
  }

  private static Table table(List<Check> checks) {
    List<List<Value>> rows = new ArrayList<>();
    for (Check check : checks) {
      LocalizedText verdict =
          check.passed()
              ? new LocalizedText("مستوفى", "met")
              : new LocalizedText("غير مستوفى", "not met");
      rows.add(List.of(new Value.Text(check.text()), new Value.Text(verdict)));
    }
    return new Table(
        new LocalizedText("الفحوص", "Checks"),
        List.of(
            new Column(new LocalizedText("الفحص", "Check"), 4),
            new Column(new LocalizedText("النتيجة", "Result"), 1)),
        rows);
  }

  private static Field field(String ar, String en, Value value) {
    return new Field(new LocalizedText(ar, en), value);
  }

  private static LocalizedText word(Kind kind) {
    return switch (kind) {
      case ALLOCATED -> new LocalizedText("تخصيص المجال", "The range is allocated");
      case RESERVED -> new LocalizedText("حجز المجال", "The range is reserved");
      case REFUSED -> new LocalizedText("رفض الطلب", "The application is refused");
    };
  }
}
