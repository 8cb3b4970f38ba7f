package org.wasl.numbering.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.RecordedMove;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.registering.PlanStore;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Sourced.Confidence;

/// The registry on PostgreSQL, schema `numbering`: ranges of codes and of time as range types,
/// disjoint by an exclusion constraint, rows that a trigger keeps from being rewritten.
public final class PostgresPlanStore implements PlanStore {
  private static final String OVERLAP = "entry_one_truth";
  private static final String COLUMNS =
      "select id, plan, resource, first, last, least_digits, most_digits, usage, holder,"
          + " organisation, status, area_ar, area_en, lower(valid), upper(valid), began_after,"
          + " document, row, confidence, note, lower(known), upper(known), change"
          + " from numbering.entry ";
  private static final String ORDER = " order by resource_order, codes, valid";

  private final JdbcClient sql;

  public PostgresPlanStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void lock(PartyId plan) {
    sql.sql("select pg_advisory_xact_lock(hashtext('numbering'), hashtext(?))")
        .param(plan.value())
        .query((_, _) -> true)
        .list();
  }

  @Override
  public List<RecordedEntry> overlapping(PartyId plan, PlanEntry entry) {
    return filled(
            sql.sql(
                COLUMNS
                    + "where plan = ? and resource = ? and codes && int8range(?, ?)"
                    + " and valid && tstzrange(?, ?) and upper_inf(known)"
                    + ORDER),
            plan.value(),
            entry.resource().name(),
            entry.codes().low(),
            entry.codes().high(),
            bound(entry.valid().from()),
            bound(entry.valid().to()))
        .query((row, _) -> recorded(row))
        .list();
  }

  @Override
  public void add(RecordedEntry row) {
    PlanEntry entry = row.entry();
    try {
      filled(
              sql.sql(
                  "insert into numbering.entry (id, plan, resource, resource_order, first, last, codes,"
                      + " least_digits, most_digits, usage, holder, organisation, status, area_ar,"
                      + " area_en, valid, began_after, document, row, confidence, note, known, change)"
                      + " values (?, ?, ?, ?, ?, ?, int8range(?, ?), ?, ?, ?, ?, ?, ?, ?, ?,"
                      + " tstzrange(?, ?), ?, ?, ?, ?, ?, tstzrange(?, ?), ?)"),
              row.id(),
              row.plan().value(),
              entry.resource().name(),
              entry.resource().ordinal(),
              entry.first(),
              entry.last(),
              entry.codes().low(),
              entry.codes().high(),
              entry.leastDigits(),
              entry.mostDigits(),
              entry.usage().name(),
              entry.holder().map(Holder::name).orElse(null),
              entry.holder().flatMap(Holder::organisation).map(OrganisationId::value).orElse(null),
              entry.status().name(),
              entry.area().map(LocalizedText::ar).orElse(null),
              entry.area().map(LocalizedText::en).orElse(null),
              bound(entry.valid().from()),
              bound(entry.valid().to()),
              entry.beganAfter().map(PostgresPlanStore::bound).orElse(null),
              entry.citation().document(),
              entry.citation().row(),
              entry.citation().confidence().name(),
              entry.note(),
              bound(row.known().from()),
              bound(row.known().to()),
              row.change())
          .update();
    } catch (DataIntegrityViolationException e) {
      if (String.valueOf(e.getMessage()).contains(OVERLAP)) {
        throw new OverlapException("two entries at one time: " + entry.codes());
      }
      throw e;
    }
  }

  @Override
  public void end(UUID row, Instant at) {
    int ended =
        filled(
                sql.sql(
                    "update numbering.entry set known = tstzrange(lower(known), ?)"
                        + " where id = ? and upper_inf(known)"),
                bound(at),
                row)
            .update();
    if (ended != 1) {
      throw new IllegalStateException("not a row that is known: " + row);
    }
  }

  @Override
  public List<RecordedEntry> known(PartyId plan, Instant at) {
    return filled(
            sql.sql(COLUMNS + "where plan = ? and known @> ?::timestamptz" + ORDER),
            plan.value(),
            bound(at))
        .query((row, _) -> recorded(row))
        .list();
  }

  @Override
  public List<RecordedEntry> history(PartyId plan) {
    return sql.sql(
            COLUMNS + "where plan = ? order by lower(known), resource_order, codes, lower(valid)")
        .param(plan.value())
        .query((row, _) -> recorded(row))
        .list();
  }

  @Override
  public Optional<Instant> newest(PartyId plan) {
    return sql.sql(
            "select greatest(max(lower(known)), max(upper(known))) from"
                + " (select known from numbering.entry where plan = ? union all"
                + " select known from numbering.move where plan = ?) as all_known"
                + " having count(*) > 0")
        .param(plan.value())
        .param(plan.value())
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  @Override
  public void addEvent(PartyId plan, HolderEvent event, Instant recordedAt) {
    filled(
            sql.sql(
                "insert into numbering.holder_event (plan, kind, resource, first, last, before,"
                    + " before_organisation, now, now_organisation, after, at, document, row,"
                    + " confidence, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            plan.value(),
            event.kind().name(),
            event.resource().name(),
            event.codes().first(),
            event.codes().last(),
            event.before().name(),
            event.before().organisation().map(OrganisationId::value).orElse(null),
            event.now().name(),
            event.now().organisation().map(OrganisationId::value).orElse(null),
            event.after().map(PostgresPlanStore::bound).orElse(null),
            bound(event.at()),
            event.citation().document(),
            event.citation().row(),
            event.citation().confidence().name(),
            bound(recordedAt))
        .update();
  }

  @Override
  public List<KnownEvent> events(PartyId plan) {
    return sql.sql(
            "select kind, resource, first, last, before, before_organisation, now,"
                + " now_organisation, after, at, document, row, confidence, recorded_at"
                + " from numbering.holder_event where plan = ? order by at, id")
        .param(plan.value())
        .query((row, _) -> event(row))
        .list();
  }

  @Override
  public void addMove(RecordedMove row) {
    NumberMove move = row.move();
    filled(
            sql.sql(
                "insert into numbering.move (id, plan, first, last, new_first, new_last, digits,"
                    + " starts, parallel_to, document, row, confidence, known, change)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?)"),
            row.id(),
            row.plan().value(),
            move.before().first(),
            move.before().last(),
            move.after().first(),
            move.after().last(),
            move.digits().isPresent() ? move.digits().getAsInt() : null,
            bound(move.from()),
            bound(move.parallelTo()),
            row.citation().document(),
            row.citation().row(),
            row.citation().confidence().name(),
            bound(row.known().from()),
            bound(row.known().to()),
            row.change())
        .update();
  }

  @Override
  public void endMove(UUID move, Instant at) {
    int ended =
        filled(
                sql.sql(
                    "update numbering.move set known = tstzrange(lower(known), ?)"
                        + " where id = ? and upper_inf(known)"),
                bound(at),
                move)
            .update();
    if (ended != 1) {
      throw new IllegalStateException("not a number change that is known: " + move);
    }
  }

  @Override
  public List<RecordedMove> moves(PartyId plan) {
    return sql.sql(
            "select id, first, last, new_first, new_last, digits, starts, parallel_to, document,"
                + " row, confidence, lower(known), upper(known), change from numbering.move"
                + " where plan = ? order by lower(known), first, last desc")
        .param(plan.value())
        .query((row, _) -> move(plan, row))
        .list();
  }

  private static RecordedMove move(PartyId plan, ResultSet row) throws SQLException {
    int digits = row.getInt(6);
    return new RecordedMove(
        row.getObject(1, UUID.class),
        plan,
        new NumberMove(
            new CodeRange(row.getString(2), row.getString(3)),
            new CodeRange(row.getString(4), row.getString(5)),
            digits == 0 ? OptionalInt.empty() : OptionalInt.of(digits),
            moment(row, 7, Span.BEGINNING),
            moment(row, 8, Span.END)),
        new Citation(row.getString(9), row.getString(10), Confidence.valueOf(row.getString(11))),
        new Span(moment(row, 12, Span.BEGINNING), moment(row, 13, Span.END)),
        row.getObject(14, UUID.class));
  }

  @Override
  public void addTaken(Taken taken, Instant at) {
    filled(
            sql.sql("insert into numbering.taken (plan, document, digest, at) values (?, ?, ?, ?)"),
            taken.plan().value(),
            taken.document(),
            taken.digest(),
            bound(at))
        .update();
  }

  @Override
  public List<Taken> taken(PartyId plan) {
    return sql.sql(
            "select document, digest from numbering.taken where plan = ? order by at, document")
        .param(plan.value())
        .query((row, _) -> new Taken(plan, row.getString(1), row.getString(2)))
        .list();
  }

  /// The statement with its parameters in order; null where there is nothing.
  private static StatementSpec filled(StatementSpec statement, @Nullable Object... parameters) {
    StatementSpec filled = statement;
    for (Object parameter : parameters) {
      filled = filled.param(parameter);
    }
    return filled;
  }

  /// An open end is null.
  private static @Nullable OffsetDateTime bound(Instant moment) {
    return moment.equals(Span.BEGINNING) || moment.equals(Span.END)
        ? null
        : moment.atOffset(ZoneOffset.UTC);
  }

  private static Instant moment(ResultSet row, int column, Instant open) throws SQLException {
    OffsetDateTime bound = row.getObject(column, OffsetDateTime.class);
    return bound == null ? open : bound.toInstant();
  }

  private static RecordedEntry recorded(ResultSet row) throws SQLException {
    PlanEntry entry =
        new PlanEntry(
            Resource.valueOf(row.getString(3)),
            new CodeRange(row.getString(4), row.getString(5)),
            row.getInt(6),
            row.getInt(7),
            PlanEntry.Usage.valueOf(row.getString(8)),
            holder(row.getString(9), row.getString(10)),
            PlanEntry.Status.valueOf(row.getString(11)),
            area(row.getString(12), row.getString(13)),
            new Span(moment(row, 14, Span.BEGINNING), moment(row, 15, Span.END)),
            Optional.ofNullable(row.getObject(16, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant),
            new Citation(
                row.getString(17), row.getString(18), Confidence.valueOf(row.getString(19))),
            row.getString(20));
    return new RecordedEntry(
        row.getObject(1, UUID.class),
        new PartyId(row.getString(2)),
        entry,
        new Span(moment(row, 21, Span.BEGINNING), moment(row, 22, Span.END)),
        row.getObject(23, UUID.class));
  }

  private static KnownEvent event(ResultSet row) throws SQLException {
    return new KnownEvent(
        new HolderEvent(
            HolderEvent.Kind.valueOf(row.getString(1)),
            Resource.valueOf(row.getString(2)),
            new CodeRange(row.getString(3), row.getString(4)),
            holder(row.getString(5), row.getString(6)).orElseThrow(),
            holder(row.getString(7), row.getString(8)).orElseThrow(),
            Optional.ofNullable(row.getObject(9, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant),
            moment(row, 10, Span.BEGINNING),
            new Citation(
                row.getString(11), row.getString(12), Confidence.valueOf(row.getString(13)))),
        moment(row, 14, Span.BEGINNING));
  }

  private static Optional<Holder> holder(@Nullable String name, @Nullable String organisation) {
    return Optional.ofNullable(name)
        .map(each -> new Holder(each, Optional.ofNullable(organisation).map(OrganisationId::new)));
  }

  private static Optional<LocalizedText> area(@Nullable String ar, @Nullable String en) {
    return ar == null || en == null ? Optional.empty() : Optional.of(new LocalizedText(ar, en));
  }
}
