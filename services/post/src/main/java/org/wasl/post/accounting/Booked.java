package org.wasl.post.accounting;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;

/// What agreed accounts say of each dispatch together. They are never changed: what turns out
/// otherwise later goes into a later account as the difference.
public final class Booked {
  private final Map<Of, Line> lines = new HashMap<>();

  private record Of(String stream, String dispatch) {}

  /// Nothing was accounted yet.
  public static Booked nothing() {
    return new Booked();
  }

  public static Booked of(Collection<AgreedAccount> accounts) {
    Booked booked = new Booked();
    accounts.forEach(booked::add);
    return booked;
  }

  /// Adds an account on which both posts agreed.
  public void add(AgreedAccount account) {
    account.lines().stream().map(AgreedLine::line).forEach(this::add);
  }

  /// Adds a line of such an account.
  public void add(Line line) {
    LineKey key = line.key();
    lines.merge(
        new Of(key.stream(), key.item()),
        line,
        (before, more) -> before.plus(new Line(before.key(), more.quantities(), more.exact())));
  }

  /// What was accounted in a stream, a line a dispatch or inquiry.
  List<Line> ofStream(String stream) {
    return lines.entrySet().stream()
        .filter(each -> each.getKey().stream().equals(stream))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// What was accounted for a dispatch, all accounts together.
  public Optional<Line> find(String stream, String dispatch) {
    return Optional.ofNullable(lines.get(new Of(stream, dispatch)));
  }
}
