package org.wasl.settlement.comparing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;
import org.wasl.settlement.Tolerance;

/// Two accounts of one month, line by line. Symmetric: swapping the accounts swaps the columns and
/// changes no verdict.
///
/// @param cells every key that either account has, in order
public record Comparison(Account ours, Account theirs, List<Cell> cells) {
  public Comparison {
    cells = List.copyOf(cells);
  }

  /// How two figures of a line relate.
  public enum Verdict {
    EQUAL,
    WITHIN_TOLERANCE,
    OVER_TOLERANCE
  }

  /// One line of both accounts; a missing one counts as all zero.
  public record Cell(LineKey key, Line ours, Line theirs, Verdict verdict) {

    /// Ours less theirs.
    public Line difference() {
      return ours.minus(theirs);
    }
  }

  /// @throws IllegalArgumentException when the accounts are not of the same agreement and month, or
  ///   not of two different parties
  public static Comparison of(Terms terms, Account ours, Account theirs) {
    AccountForm form = terms.form();
    requireComparable(form, ours, theirs);
    NavigableMap<LineKey, Line> left = ours.byKey();
    NavigableMap<LineKey, Line> right = theirs.byKey();
    NavigableSet<LineKey> keys = new TreeSet<>(left.keySet());
    keys.addAll(right.keySet());
    List<Cell> cells = new ArrayList<>(keys.size());
    for (LineKey key : keys) {
      Line one = orZero(form, key, left.get(key));
      Line other = orZero(form, key, right.get(key));
      cells.add(new Cell(key, one, other, verdict(form, terms.tolerance(), one, other)));
    }
    return new Comparison(ours, theirs, cells);
  }

  /// The cells that a party may question.
  public List<Cell> questionable() {
    return cells.stream().filter(cell -> cell.verdict() == Verdict.OVER_TOLERANCE).toList();
  }

  /// The cells whose figures differ at all.
  public List<Cell> unequal() {
    return cells.stream().filter(cell -> cell.verdict() != Verdict.EQUAL).toList();
  }

  private static Verdict verdict(AccountForm form, Tolerance tolerance, Line one, Line other) {
    if (one.equals(other)) {
      return Verdict.EQUAL;
    }
    boolean covered = tolerance.covers(one.exact(), other.exact(), form.unitsPerCurrency());
    return covered ? Verdict.WITHIN_TOLERANCE : Verdict.OVER_TOLERANCE;
  }

  private static Line orZero(AccountForm form, LineKey key, @Nullable Line line) {
    return line != null
        ? line
        : new Line(key, Collections.nCopies(form.measures().size(), 0L), BigInteger.ZERO);
  }

  private static void requireComparable(AccountForm form, Account ours, Account theirs) {
    for (Account each : List.of(ours, theirs)) {
      if (!each.agreement().equals(form.agreement()) || each.formVersion() != form.version()) {
        throw new IllegalArgumentException("an account of another form: " + each.agreement());
      }
    }
    if (!ours.period().equals(theirs.period()) || ours.declaredBy().equals(theirs.declaredBy())) {
      throw new IllegalArgumentException(
          "accounts of "
              + ours.period()
              + "/"
              + ours.declaredBy()
              + " and "
              + theirs.period()
              + "/"
              + theirs.declaredBy()
              + " do not compare");
    }
  }
}
