package org.wasl.post.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.Divergence;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.wire.FactJson;
import org.wasl.terms.json.JsonReader;

/// The facts of a post on PostgreSQL, schema `post`.
public final class PostgresPostStore implements PostStore {
  private static final String FACT = "select ours, by_user, kept, told, body from post.fact ";
  private static final String ROW =
      "select dispatch, out, status, closed, expected, receptacles, seen, items, grams,"
          + " irregularities, first_kept, changed from post.dispatch ";

  private static final int AT_ONCE = 500;

  private final JdbcClient sql;

  public PostgresPostStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public Adding add(Stored stored) {
    Fact fact = stored.fact();
    String body = FactJson.json(fact).canonical();
    int added =
        sql.sql(
                "insert into post.fact (id, ours, kind, office, wall, shift, captured, dispatch,"
                    + " item, bag, by_user, kept, told, crosses, body)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                List.of(
                    fact.id(),
                    stored.isOurs(),
                    fact.deed().kind(),
                    fact.office().value(),
                    fact.at().wall()))
            .param(fact.at().offset().map(ZoneOffset::getTotalSeconds).orElse(null))
            .param(utc(fact.at().captured()))
            .param(fact.dispatch().map(DispatchKey::toString).orElse(null))
            .param(fact.deed().aboutItem().orElse(null))
            .param(fact.deed().aboutBag().orElse(null))
            .param(stored.by().orElse(null))
            .param(utc(stored.kept()))
            .param(stored.told().map(PostgresPostStore::utc).orElse(null))
            .param(fact.deed().crosses())
            .param(body)
            .update();
    if (added == 0) {
      return find(fact.id()).map(each -> each.fact().equals(fact)).orElse(false)
          ? Adding.KNOWN
          : Adding.CONFLICT;
    }
    fact.dispatch().ifPresent(each -> touch(each, fact, stored.kept()));
    index(fact);
    return Adding.NEW;
  }

  private void touch(DispatchKey dispatch, Fact fact, Instant kept) {
    sql.sql(
            "insert into post.dispatch (dispatch, series, serial, advised, stale, first_kept, changed)"
                + " values (?, ?, ?, ?, true, ?, ?) on conflict (dispatch) do update"
                + " set stale = true, advised = post.dispatch.advised or excluded.advised,"
                + " changed = greatest(post.dispatch.changed, excluded.changed)")
        .params(
            dispatch.toString(),
            dispatch.seriesOfYear(),
            dispatch.id().serial(),
            fact.deed() instanceof Deed.Advised,
            utc(kept),
            utc(kept))
        .update();
  }

  private void index(Fact fact) {
    switch (fact.deed()) {
      case Deed.Advised(Advice advice) -> {
        String[] items =
            advice.receptacles().stream()
                .flatMap(bag -> bag.items().stream())
                .map(item -> item.id().written())
                .distinct()
                .toArray(String[]::new);
        sql.sql(
                "insert into post.listed (item, dispatch) select item, ?"
                    + " from unnest(?::text[]) as item on conflict do nothing")
            .param(advice.dispatch().toString())
            .param(items)
            .update();
      }
      case Deed.NoteWritten(var note) ->
          sql.sql(
                  "insert into post.note (office, year, number, note) values (?, ?, ?, ?)"
                      + " on conflict do nothing")
              .params(note.office().value(), note.year(), note.number(), note.id())
              .update();
      default -> {}
    }
  }

  @Override
  public Optional<Stored> find(UUID fact) {
    return sql.sql(FACT + "where id = ?").param(fact).query((row, _) -> stored(row)).optional();
  }

  @Override
  public List<Stored> ofDispatch(DispatchKey dispatch) {
    return list("where dispatch = ? order by place limit ?", dispatch.toString());
  }

  @Override
  public List<Stored> ofItem(String item) {
    return list("where item = ? order by place limit ?", item);
  }

  @Override
  public List<Stored> ofBag(UUID bag) {
    return list("where bag = ? order by place limit ?", bag);
  }

  private List<Stored> list(String where, Object key) {
    return sql.sql(FACT + where).params(key, MOST_FACTS).query((row, _) -> stored(row)).list();
  }

  @Override
  public List<Stored> untold(int most) {
    return sql.sql(
            FACT
                + "where ours and crosses and told is null order by place limit ?"
                + " for update skip locked")
        .param(most)
        .query((row, _) -> stored(row))
        .list();
  }

  @Override
  public long heard() {
    return sql.sql("select count(*) from post.fact where not ours").query(Long.class).single();
  }

  @Override
  public void markTold(Collection<UUID> facts, Instant at) {
    sql.sql("update post.fact set told = ? where id = any(?::uuid[])")
        .param(utc(at))
        .param(facts.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  @Override
  public List<UUID> bagsInWork(OfficeCode office, int most) {
    return sql.sql(
            "select opened.bag from post.fact opened where opened.kind = 'bag-opened'"
                + " and opened.office = ? and not exists (select 1 from post.fact gone"
                + " where gone.bag = opened.bag and gone.kind = 'bag-dispatched')"
                + " order by opened.place limit ?")
        .params(office.value(), most)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  @Override
  public List<DispatchKey> listing(String item) {
    return sql.sql("select dispatch from post.listed where item = ? order by dispatch desc")
        .param(item)
        .query((row, _) -> DispatchKey.parse(row.getString(1)))
        .list();
  }

  @Override
  public OptionalInt lastSerial(String seriesOfYear) {
    return number(
        sql.sql("select max(serial) from post.dispatch where series = ? and advised")
            .param(seriesOfYear));
  }

  @Override
  public OptionalInt lastNote(OfficeCode office, int year) {
    return number(
        sql.sql("select max(number) from post.note where office = ? and year = ?")
            .params(office.value(), year));
  }

  private static OptionalInt number(JdbcClient.StatementSpec query) {
    return query
        .query((row, _) -> {
          int number = row.getInt(1);
          return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
        })
        .single();
  }

  @Override
  public List<DispatchKey> stale(int most) {
    return sql.sql("select dispatch from post.dispatch where stale order by dispatch limit ?")
        .param(most)
        .query((row, _) -> DispatchKey.parse(row.getString(1)))
        .list();
  }

  @Override
  public void put(DispatchRow row) {
    sql.sql(
            "update post.dispatch set stale = false, out = ?, status = ?, closed = ?,"
                + " expected = ?, receptacles = ?, seen = ?, items = ?, grams = ?,"
                + " irregularities = ? where dispatch = ?")
        .params(row.isOut(), row.status().name())
        .param(row.closed().orElse(null))
        .param(row.expected().orElse(null))
        .params(
            row.receptacles(),
            row.seen(),
            row.items(),
            row.grams(),
            row.irregularities(),
            row.dispatch().toString())
        .update();
  }

  @Override
  public Optional<DispatchRow> findRow(DispatchKey dispatch) {
    return sql.sql(ROW + "where dispatch = ? and status is not null")
        .param(dispatch.toString())
        .query((row, _) -> row(row))
        .optional();
  }

  @Override
  public List<DispatchRow> rows(boolean isOut, int most) {
    return sql.sql(ROW + "where out = ? order by changed desc, dispatch desc limit ?")
        .params(isOut, most)
        .query((row, _) -> row(row))
        .list();
  }

  @Override
  public List<DispatchRow> rowsOfSeries(String seriesOfYear) {
    return sql.sql(ROW + "where series = ? and status is not null order by serial")
        .param(seriesOfYear)
        .query((row, _) -> row(row))
        .list();
  }

  @Override
  public List<String> seriesSince(Instant since, int most) {
    return sql.sql(
            "select distinct series from post.dispatch where changed >= ? order by series limit ?")
        .params(utc(since), most)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public List<DispatchKey> changedSince(Instant since, int most) {
    return sql.sql(
            "select dispatch from post.dispatch where changed >= ? and status is not null"
                + " order by changed, dispatch limit ?")
        .params(utc(since), most)
        .query((row, _) -> DispatchKey.parse(row.getString(1)))
        .list();
  }

  @Override
  public Optional<LocalDate> lastDigest() {
    return sql.sql("select max(day) from post.digest_sent")
        .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  @Override
  public void digested(LocalDate day) {
    sql.sql("insert into post.digest_sent (day) values (?) on conflict do nothing")
        .param(day)
        .update();
  }

  @Override
  public List<Divergence> divergences() {
    return sql.sql("select dispatch, ours, theirs, since from post.divergence order by dispatch")
        .query((row, _) ->
            new Divergence(
                DispatchKey.parse(row.getString(1)),
                row.getString(2),
                row.getString(3),
                instant(row, "since")))
        .list();
  }

  @Override
  public void diverged(DispatchKey dispatch, Optional<Divergence> divergence) {
    if (divergence.isEmpty()) {
      sql.sql("delete from post.divergence where dispatch = ?").param(dispatch.toString()).update();
      return;
    }
    sql.sql(
            "insert into post.divergence (dispatch, ours, theirs, since) values (?, ?, ?, ?)"
                + " on conflict (dispatch) do update set ours = excluded.ours,"
                + " theirs = excluded.theirs")
        .params(
            dispatch.toString(),
            divergence.get().ours(),
            divergence.get().theirs(),
            utc(divergence.get().since()))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    byte[] body = row.getString("body").getBytes(StandardCharsets.UTF_8);
    @Nullable OffsetDateTime told = row.getObject("told", OffsetDateTime.class);
    return new Stored(
        FactJson.read(JsonReader.read("fact", body, FactJson.MOST_BYTES).asObject("fact")),
        row.getBoolean("ours"),
        Optional.ofNullable(row.getString("by_user")),
        instant(row, "kept"),
        Optional.ofNullable(told).map(OffsetDateTime::toInstant));
  }

  private static DispatchRow row(ResultSet row) throws SQLException {
    return new DispatchRow(
        DispatchKey.parse(row.getString("dispatch")),
        row.getBoolean("out"),
        DispatchPicture.Status.valueOf(row.getString("status")),
        Optional.ofNullable(row.getObject("closed", LocalDateTime.class)),
        Optional.ofNullable(row.getObject("expected", LocalDateTime.class)),
        row.getInt("receptacles"),
        row.getInt("seen"),
        row.getInt("items"),
        row.getLong("grams"),
        row.getInt("irregularities"),
        instant(row, "first_kept"),
        instant(row, "changed"));
  }

  @Override
  public void declared(LocalDate first, LocalDate last, BiConsumer<DispatchKey, List<Fact>> taker) {
    String after = "";
    while (true) {
      List<String> keys =
          sql.sql(
                  "select distinct dispatch from post.fact where kind = 'advised' and wall >= ?"
                      + " and wall < ? and dispatch > ? order by dispatch limit ?")
              .params(first.atStartOfDay(), last.plusDays(1).atStartOfDay(), after, AT_ONCE)
              .query((row, _) -> row.getString(1))
              .list();
      if (keys.isEmpty()) {
        return;
      }
      forAccounts(keys).forEach(taker);
      after = keys.getLast();
    }
  }

  private Map<DispatchKey, List<Fact>> forAccounts(List<String> dispatches) {
    Map<DispatchKey, List<Fact>> all = new TreeMap<>();
    sql.sql(
            FACT
                + "where dispatch = any(?) and kind in ('advised', 'note-written',"
                + " 'note-answered') order by dispatch, place")
        .param(dispatches.toArray(String[]::new))
        .query((row, _) -> stored(row).fact())
        .list()
        .forEach(each ->
            all.computeIfAbsent(each.dispatch().orElseThrow(), _ -> new ArrayList<>()).add(each));
    return all;
  }

  @Override
  public List<YearMonth> declaredMonths() {
    return sql.sql(
            "select distinct to_char(wall, 'YYYY-MM') from post.fact where kind = 'advised'"
                + " order by 1")
        .query((row, _) -> YearMonth.parse(row.getString(1)))
        .list();
  }
}
