package org.wasl.numbering.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;

/// The digit analysis of a plan at one moment: leading digits, none of which leads another, so that
/// a switch may load them in any order. ITU-T E.164 expects switches to analyse no more than seven
/// digits of an international number; where the plan decides later, the row says that more digits
/// are needed and the finer codes are listed beside. What no row leads is nobody's and is not
/// routed.
///
/// @param rows in ascending order of their digits
/// @param finer the rows of more digits that stand behind a [Action#MORE_DIGITS]
public record DigitAnalysis(List<Row> rows, List<Row> finer) {
  /// ITU-T E.164, annex on digit analysis.
  public static final int USUAL_DIGITS = 7;

  /// What a switch does with a call.
  public enum Action {
    ROUTE,
    /// Reserved, not active, withdrawn or resting: the call goes nowhere.
    BLOCK,
    /// The digits do not decide yet.
    MORE_DIGITS
  }

  /// How the digits are written.
  public enum Form {
    /// Country code in front.
    INTERNATIONAL,
    /// National (trunk) prefix in front, as dialled inside the country.
    NATIONAL
  }

  /// @param digits that lead the number
  /// @param least digits of the whole number in the same form, 0 where more digits are needed
  /// @param basis the row of the plan that decides; absent where more digits are needed
  public record Row(String digits, int least, int most, Action action, Optional<PlanEntry> basis) {}

  public DigitAnalysis {
    rows = List.copyOf(rows);
    finer = List.copyOf(finer);
  }

  /// @param entries the rows of the plan that hold at the moment
  /// @param mostDigits that the switch analyses, 3 to 15
  public static DigitAnalysis of(
      NationalPlan dialling, List<PlanEntry> entries, Form form, int mostDigits) {
    if (mostDigits < 3 || mostDigits > CodeRange.MAX_DIGITS) {
      throw new IllegalArgumentException("a switch analyses 3 to 15 digits, not " + mostDigits);
    }
    String lead =
        switch (form) {
          case INTERNATIONAL -> dialling.countryCode();
          case NATIONAL -> dialling.trunkPrefix();
        };
    List<Row> all = new ArrayList<>();
    for (PlanEntry entry : joined(deciding(entries))) {
      entry.codes().prefixes().forEach(prefix -> all.add(row(lead, prefix, entry)));
    }
    if (form == Form.NATIONAL) {
      entries.stream()
          .filter(each -> each.resource() == Resource.SHORT && each.status() != Status.FREE)
          .forEach(
              each -> each.codes().prefixes().forEach(prefix -> all.add(row("", prefix, each))));
    }
    all.sort(Comparator.comparing(Row::digits));
    return cut(all, mostDigits);
  }

  /// Blocks decide before the codes around them.
  private static List<PlanEntry> deciding(List<PlanEntry> entries) {
    List<PlanEntry> blocks =
        entries.stream().filter(each -> each.resource() == Resource.E164_BLOCK).toList();
    List<PlanEntry> deciding = new ArrayList<>(blocks);
    for (PlanEntry code : entries) {
      if (code.resource() == Resource.E164_NDC) {
        List<CodeRange> left = List.of(code.codes());
        for (PlanEntry block : blocks) {
          left = left.stream().flatMap(each -> each.without(block.codes()).stream()).toList();
        }
        // a rest may be finer than a destination code is
        left.forEach(codes -> deciding.add(block(code, codes)));
      }
    }
    return deciding.stream()
        .filter(each -> each.status() != Status.FREE)
        .sorted(Comparator.comparing(PlanEntry::codes))
        .toList();
  }

  private static PlanEntry block(PlanEntry code, CodeRange codes) {
    return codes.equals(code.codes())
        ? code
        : new PlanEntry(
            codes.length() > code.codes().length() ? Resource.E164_BLOCK : code.resource(),
            codes,
            Math.max(code.leastDigits(), codes.length()),
            Math.max(code.mostDigits(), codes.length()),
            code.usage(),
            code.holder(),
            code.status(),
            code.area(),
            code.valid(),
            code.beganAfter(),
            code.citation(),
            code.note());
  }

  /// Neighbours that say the same as one, so that fewer digits say it.
  private static List<PlanEntry> joined(List<PlanEntry> sorted) {
    List<PlanEntry> joined = new ArrayList<>();
    for (PlanEntry each : sorted) {
      Optional<CodeRange> both =
          joined.isEmpty() || !joined.getLast().saysAs(each)
              ? Optional.empty()
              : together(joined.getLast().codes(), each.codes());
      if (both.isPresent()) {
        joined.set(joined.size() - 1, joined.getLast().with(both.get(), each.valid()));
      } else {
        joined.add(each);
      }
    }
    return joined;
  }

  private static Optional<CodeRange> together(CodeRange one, CodeRange next) {
    int digits = Math.max(one.length(), next.length());
    return one.ofLength(digits).joined(next.ofLength(digits));
  }

  private static Row row(String lead, String prefix, PlanEntry entry) {
    return new Row(
        lead + prefix,
        lead.length() + entry.leastDigits(),
        lead.length() + entry.mostDigits(),
        action(entry.status()),
        Optional.of(entry));
  }

  /// What nobody confirmed or two sources dispute may be in service, so it is not cut off.
  private static Action action(Status status) {
    return switch (status) {
      case IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED -> Action.ROUTE;
      case FREE, RESERVED, ALLOCATED, WITHDRAWN, QUARANTINE -> Action.BLOCK;
    };
  }

  private static DigitAnalysis cut(List<Row> all, int mostDigits) {
    Map<String, Row> rows = new LinkedHashMap<>();
    List<Row> finer = new ArrayList<>();
    for (Row row : all) {
      if (row.digits().length() <= mostDigits) {
        rows.put(row.digits(), row);
      } else {
        finer.add(row);
        String enough = row.digits().substring(0, mostDigits);
        rows.putIfAbsent(enough, new Row(enough, 0, 0, Action.MORE_DIGITS, Optional.empty()));
      }
    }
    return new DigitAnalysis(List.copyOf(rows.values()), finer);
  }
}
