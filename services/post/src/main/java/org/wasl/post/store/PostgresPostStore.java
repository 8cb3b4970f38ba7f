package org.wasl.post.store;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.MessageId;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.following.InquiryStory;
import org.wasl.post.keeping.ConsignmentRow;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.Divergence;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.managing.Arrival;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.Bags;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.managing.DispatchFigures;
import org.wasl.post.managing.FigureStore;
import org.wasl.post.managing.RatedDay;
import org.wasl.post.managing.ScannedHour;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.TransitLeg;
import org.wasl.post.tracking.WorkingDays;
import org.wasl.post.wire.FactJson;
import org.wasl.terms.json.JsonReader;

/// The facts of a post on PostgreSQL, schema `post`.
public final class PostgresPostStore implements PostStore {
  private static final String FACT =
      "select ours, by_user, kept, told, before, body from post.fact ";
  private static final String ROW =
      "select dispatch, out, status, closed, expected, receptacles, seen, items, grams,"
          + " irregularities, first_kept, changed, before from post.dispatch ";

  private static final int AT_ONCE = 500;

  private final PostgresTransactions transactions;
  private final JdbcClient sql;
  private final MailBetween between;

  public PostgresPostStore(PostgresTransactions transactions, MailBetween between) {
    this.transactions = transactions;
    this.between = between;
    this.sql = transactions.sql();
  }

  @Override
  public void lock(String series) {
    alone();
    hold("post", series);
  }

  @Override
  public void alone() {
    if (!transactions.isOpen()) {
      throw new IllegalStateException("numbers and facts are locked in a transaction");
    }
    hold("post facts", "");
  }

  private void hold(String kind, String name) {
    sql.sql("select pg_advisory_xact_lock(hashtext(?), hashtext(?))")
        .params(kind, name)
        .query()
        .listOfRows();
  }

  @Override
  public Adding add(Stored stored) {
    if (!keep(List.of(stored)).isEmpty()) {
      return Adding.NEW;
    }
    Fact fact = stored.fact();
    return find(fact.id()).map(each -> each.fact().equals(fact)).orElse(false)
        ? Adding.KNOWN
        : Adding.CONFLICT;
  }

  @Override
  public List<Fact> addAll(List<Stored> facts) {
    if (facts.isEmpty()) {
      return List.of();
    }
    alone();
    return keep(facts);
  }

  private List<Fact> keep(List<Stored> facts) {
    Set<UUID> added = new HashSet<>(insert(facts));
    List<Stored> fresh = facts.stream().filter(each -> added.remove(each.fact().id())).toList();
    if (!fresh.isEmpty()) {
      touch(fresh);
      index(fresh);
      exchange(fresh);
      markStale(fresh);
    }
    return fresh.stream().map(Stored::fact).toList();
  }

  /// One statement for all; columns go as arrays.
  private List<UUID> insert(List<Stored> facts) {
    return sql.sql(
            "insert into post.fact (id, ours, kind, office, wall, shift, captured, happened, code,"
                + " dispatch, item, bag, by_user, kept, told, leaves, crosses, waits_for, before, body)"
                + " select id, ours, kind, office, wall, shift, captured, happened, code,"
                + " dispatch, item, bag, by_user, kept, told, leaves, crosses, waits_for, before, body"
                + " from unnest("
                + "?::uuid[], ?::boolean[], ?::text[], ?::text[], ?::timestamp[], ?::int[],"
                + " ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],"
                + " ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::boolean[],"
                + " ?::boolean[], ?::text[], ?::boolean[], ?::text[]) with ordinality as each (id, ours, kind, office, wall, shift,"
                + " captured, happened, code, dispatch, item, bag, by_user, kept, told, leaves,"
                + " crosses, waits_for, before, body, number) order by number on conflict (id) do nothing returning id")
        .param(texts(facts, each -> each.fact().id()))
        .param(texts(facts, Stored::isOurs))
        .param(texts(facts, each -> each.fact().deed().kind()))
        .param(texts(facts, each -> each.fact().office()))
        .param(texts(facts, each -> each.fact().at().wall()))
        .param(
            texts(
                facts,
                each -> each.fact().at().offset().map(ZoneOffset::getTotalSeconds).orElse(null)))
        .param(texts(facts, each -> each.fact().at().captured()))
        .param(texts(facts, each -> each.fact().at().happened()))
        .param(texts(facts, each -> code(each.fact()).map(EventCode::name).orElse(null)))
        .param(texts(facts, each -> each.fact().dispatch().orElse(null)))
        .param(texts(facts, each -> each.fact().deed().aboutItem().orElse(null)))
        .param(texts(facts, each -> each.fact().deed().aboutBag().orElse(null)))
        .param(texts(facts, each -> each.by().orElse(null)))
        .param(texts(facts, Stored::kept))
        .param(texts(facts, each -> each.told().orElse(null)))
        .param(texts(facts, each -> !each.isBefore() && each.fact().deed().crosses()))
        .param(texts(facts, each -> !each.isBefore() && between.crosses(each.fact())))
        .param(texts(facts, each -> waitsFor(each).orElse(null)))
        .param(texts(facts, Stored::isBefore))
        .param(texts(facts, each -> FactJson.kept(each.fact())))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  private Optional<String> waitsFor(Stored stored) {
    boolean waits =
        stored.isOurs()
            && stored.told().isEmpty()
            && !stored.isBefore()
            && !between.crosses(stored.fact());
    return waits ? between.waitsFor(stored.fact()) : Optional.empty();
  }

  private void exchange(List<Stored> facts) {
    SortedMap<String, Boolean> names = new TreeMap<>();
    facts.forEach(each -> waitsFor(each).ifPresent(name -> names.put(name, false)));
    facts.forEach(each -> between.shown(each.fact()).forEach(name -> names.put(name, true)));
    exchange(names);
  }

  /// Whoever adds what waits for a name and whoever shows that it is exchanged wait for one another
  /// at the row of the name, so that nothing is left waiting.
  ///
  /// @param names with whether they are shown to be exchanged
  private void exchange(SortedMap<String, Boolean> names) {
    if (names.isEmpty()) {
      return;
    }
    List<String> shown =
        sql.sql(
                "insert into post.exchanged (name, shown) select name, shown from"
                    + " unnest(?::text[], ?::boolean[]) as each (name, shown) order by name"
                    + " on conflict (name) do update set shown = post.exchanged.shown"
                    + " or excluded.shown returning name, shown")
            .param(names.keySet().toArray(String[]::new))
            .param(names.values().stream().map(Object::toString).toArray(String[]::new))
            .query((row, _) -> row.getBoolean("shown") ? row.getString("name") : "")
            .list();
    sql.sql(
            "with released as (update post.fact set crosses = true where waits_for = any(?::text[])"
                + " and not crosses and told is null returning wall, code, item)"
                + " insert into post.telling_part select wall::date, code, left(item, 1), true,"
                + " count(*), 0 from released where code is not null group by 1, 2, 3")
        .param(shown.toArray(String[]::new))
        .update();
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
    String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      @Nullable Object value = column.apply(rows.get(i));
      if (value != null) {
        texts[i] = value.toString();
      }
    }
    return texts;
  }

  /// The dispatches of facts, each with its first and newest moment of keeping.
  private void touch(List<Stored> facts) {
    SortedMap<DispatchKey, List<Stored>> byDispatch = new TreeMap<>();
    for (Stored each : facts) {
      each.fact()
          .dispatch()
          .ifPresent(key -> byDispatch.computeIfAbsent(key, _ -> new ArrayList<>()).add(each));
    }
    byDispatch.forEach((dispatch, all) ->
        sql.sql(
                "insert into post.dispatch (dispatch, series, serial, advised, stale, first_kept,"
                    + " changed) values (?, ?, ?, ?, true, ?, ?) on conflict (dispatch) do update"
                    + " set stale = true, advised = post.dispatch.advised or excluded.advised,"
                    + " changed = greatest(post.dispatch.changed, excluded.changed)")
            .params(
                dispatch.toString(),
                dispatch.seriesOfYear(),
                dispatch.id().serial(),
                all.stream().anyMatch(each -> each.fact().deed() instanceof Deed.Advised),
                utc(all.stream().map(Stored::known).min(Instant::compareTo).orElseThrow()),
                utc(all.stream().map(Stored::known).max(Instant::compareTo).orElseThrow()))
            .update());
    touchFigures(byDispatch.keySet());
  }

  private void touchFigures(Collection<DispatchKey> dispatches) {
    sql.sql(
            "insert into post.figure (dispatch) select dispatch from unnest(?::text[]) as dispatch"
                + " order by dispatch on conflict (dispatch) do update set"
                + " changes = post.figure.changes + 1")
        .param(dispatches.stream().map(DispatchKey::toString).sorted().toArray(String[]::new))
        .update();
  }

  /// The consignments of dispatches of which receptacles were scanned.
  private void markStale(List<Stored> facts) {
    String[] scanned =
        facts.stream()
            .map(Stored::fact)
            .filter(each -> each.deed() instanceof Deed.ReceptacleSeen)
            .map(each -> each.dispatch().orElseThrow().toString())
            .distinct()
            .toArray(String[]::new);
    if (scanned.length > 0) {
      sql.sql(
              "with those as (select consignment from post.consignment where not stale and"
                  + " consignment in (select consignment from post.consigned where dispatch = any(?))"
                  + " order by consignment for update) update post.consignment each set stale = true"
                  + " from those where each.consignment = those.consignment")
          .param(scanned)
          .update();
    }
  }

  private static Optional<EventCode> code(Fact fact) {
    return fact.deed() instanceof Deed.ItemSeen seen ? Optional.of(seen.code()) : Optional.empty();
  }

  private void index(List<Stored> facts) {
    Map<EventCode, List<Stored>> seen = new TreeMap<>();
    for (Stored each : facts) {
      switch (each.fact().deed()) {
        case Deed.ItemSeen deed ->
            seen.computeIfAbsent(deed.code(), _ -> new ArrayList<>()).add(each);
        case Deed.Advised(Advice advice) -> list(advice);
        case Deed.NoteWritten(var note) ->
            sql.sql(
                    "insert into post.note (office, year, number, note) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(note.office().value(), note.year(), note.number(), note.id())
                .update();
        case Deed.InquiryOpened(ItemInquiry inquiry) -> opened(each.fact(), inquiry);
        case Deed.InquiryClosed closed ->
            sql.sql(
                    "insert into post.inquiry (inquiry, item) values (?, ?)"
                        + " on conflict (inquiry) do nothing")
                .params(closed.inquiry(), closed.item().value())
                .update();
        case Deed.ConsignmentFormed(ConsignmentAdvice advice) -> consign(advice);
        default -> {}
      }
      each.fact().deed().aboutConsignment().ifPresent(id -> touch(id, each));
    }
    facts.stream()
        .map(each -> each.fact().deed())
        .filter(each -> each instanceof Deed.InquiryOpened || each instanceof Deed.InquiryClosed)
        .flatMap(each -> each.aboutInquiry().stream())
        .distinct()
        .forEach(this::refold);
    scanned(facts);
    seen.forEach((code, all) -> {
      if (CustomsStay.IN.contains(code)) {
        presented(all);
      } else if (CustomsStay.OUT.contains(code)) {
        released(all);
      }
      if (TIMED.contains(code)) {
        time(code, all);
      }
      tellings(code, all.stream().filter(this::isTold).toList());
    });
  }

  private void scanned(List<Stored> facts) {
    List<Fact> scans =
        facts.stream()
            .filter(Stored::isOurs)
            .map(Stored::fact)
            .filter(each -> ScannedHour.isScan(each.deed()))
            .toList();
    if (scans.isEmpty()) {
      return;
    }
    sql.sql(
            "insert into post.scanning_part (day, office, hour, scans) select wall::date, office,"
                + " extract(hour from wall)::int, count(*) from unnest(?::timestamp[], ?::text[])"
                + " as each (wall, office) group by 1, 2, 3")
        .param(texts(scans, each -> each.at().wall()))
        .param(texts(scans, Fact::office))
        .update();
  }

  private void released(List<Stored> facts) {
    sql.sql("update post.at_customs set look = true where item = any(?::text[]) and not look")
        .param(texts(facts, each -> each.fact().deed().aboutItem().orElseThrow()))
        .update();
  }

  private void presented(List<Stored> facts) {
    sql.sql(
            "insert into post.at_customs (item, kept, look) select item, max(kept), true"
                + " from unnest(?::text[], ?::timestamptz[]) as each (item, kept) group by item"
                + " order by item on conflict (item) do update set look = true,"
                + " kept = greatest(post.at_customs.kept, excluded.kept)")
        .param(texts(facts, each -> each.fact().deed().aboutItem().orElseThrow()))
        .param(texts(facts, Stored::kept))
        .update();
  }

  private void opened(Fact fact, ItemInquiry inquiry) {
    sql.sql(
            "insert into post.inquiry (inquiry, item, office, year, number, opened)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (inquiry) do update set"
                + " item = excluded.item, office = excluded.office, year = excluded.year,"
                + " number = excluded.number, opened = excluded.opened")
        .params(
            fact.id(),
            inquiry.item().value(),
            inquiry.office().value(),
            inquiry.year(),
            inquiry.number(),
            fact.at().wall())
        .update();
  }

  /// A closing counts for lists where it counts for the inquiry.
  private void refold(UUID inquiry) {
    boolean isClosed =
        InquiryStory.of(inquiry, PostStore.facts(ofInquiries(List.of(inquiry))))
            .map(InquiryPicture::isClosed)
            .orElse(false);
    sql.sql("update post.inquiry set closed = ? where inquiry = ?")
        .params(isClosed, inquiry)
        .update();
  }

  private void touch(ConsignmentId consignment, Stored stored) {
    sql.sql("insert into post.consignment_fact (fact, consignment) values (?, ?)")
        .params(stored.fact().id(), consignment.value())
        .update();
    sql.sql(
            "insert into post.consignment (consignment, formed, changed) values (?, ?, ?)"
                + " on conflict (consignment) do update set stale = true,"
                + " formed = post.consignment.formed or excluded.formed,"
                + " changed = greatest(post.consignment.changed, excluded.changed)")
        .params(
            consignment.value(),
            stored.isOurs() && stored.fact().deed() instanceof Deed.ConsignmentFormed,
            utc(stored.kept()))
        .update();
  }

  private void consign(ConsignmentAdvice advice) {
    sql.sql(
            "insert into post.consigned (dispatch, consignment) select dispatch, ?"
                + " from unnest(?::text[]) as dispatch on conflict do nothing")
        .param(advice.consignment().value())
        .param(advice.dispatches().stream().map(DispatchKey::toString).toArray(String[]::new))
        .update();
  }

  private void list(Advice advice) {
    List<Advice.Item> items =
        advice.receptacles().stream().flatMap(bag -> bag.items().stream()).toList();
    sql.sql(
            "insert into post.listed (item, dispatch, grams) select item, ?, max(grams)"
                + " from unnest(?::text[], ?::int[]) as each (item, grams) group by item"
                + " on conflict (item, dispatch) do update set"
                + " grams = greatest(post.listed.grams, excluded.grams)")
        .param(advice.dispatch().toString())
        .param(texts(items, each -> each.id().written()))
        .param(
            texts(
                items, each -> each.grams().isPresent() ? (Object) each.grams().getAsInt() : null))
        .update();
  }

  /// What does not cross has nobody to be told to; what crosses later counts then.
  private boolean isTold(Stored stored) {
    return !stored.isBefore()
        && (!stored.isOurs() || stored.told().isPresent() || between.crosses(stored.fact()));
  }

  private void tellings(EventCode code, List<Stored> facts) {
    sql.sql(
            "insert into post.telling_part select day, ?, left(item, 1), ours, count(*),"
                + " count(*) filter (where in_time)"
                + " from unnest(?::date[], ?::text[], ?::boolean[], ?::boolean[])"
                + " as each (day, item, ours, in_time) group by day, left(item, 1), ours")
        .param(code.name())
        .param(texts(facts, each -> each.fact().at().wall().toLocalDate()))
        .param(texts(facts, each -> each.fact().deed().aboutItem().orElseThrow()))
        .param(texts(facts, Stored::isOurs))
        .param(texts(facts, each -> !each.isOurs() && isWithinADay(each.kept(), each.fact())))
        .update();
  }

  @Override
  public Optional<Stored> find(UUID fact) {
    return sql.sql(FACT + "where id = ?").param(fact).query((row, _) -> stored(row)).optional();
  }

  @Override
  public List<Stored> findAll(Collection<UUID> facts) {
    return sql.sql(FACT + "where id = any(?::uuid[])")
        .param(facts.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, _) -> stored(row))
        .list();
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

  @Override
  public List<Stored> ofConsignment(ConsignmentId consignment) {
    return list(
        "where id in (select fact from post.consignment_fact where consignment = ?)"
            + " order by place limit ?",
        consignment.value());
  }

  @Override
  public List<Stored> scansOf(Collection<DispatchKey> dispatches) {
    return list(
        "where dispatch = any(?) and kind in ('receptacle-seen', 'receptacle-unloaded')"
            + " order by place limit ?",
        dispatches.stream().map(DispatchKey::toString).toArray(String[]::new));
  }

  @Override
  public List<ConsignmentId> staleConsignments(int most) {
    return sql.sql(
            "select consignment from post.consignment where stale order by consignment limit ?")
        .param(most)
        .query((row, _) -> new ConsignmentId(row.getString(1)))
        .list();
  }

  @Override
  public void put(ConsignmentRow row, Collection<ReceptacleId> carried) {
    sql.sql(
            "update post.consignment set stale = false, status = ?, origin = ?, destination = ?,"
                + " conveyance = ?, advised = ?, found = ?, grams = ?, differences = ?,"
                + " handed_over = ?, carried = ?::text[] where consignment = ?")
        .param(row.status().name())
        .param(row.origin().map(OfficeCode::value).orElse(null))
        .param(row.destination().map(OfficeCode::value).orElse(null))
        .param(row.conveyance().orElse(null))
        .params(row.advised(), row.found())
        .param(row.grams().isPresent() ? row.grams().getAsLong() : null)
        .param(row.differences())
        .param(row.left().orElse(null))
        .param(carried.stream().map(ReceptacleId::toString).toArray(String[]::new))
        .param(row.consignment().value())
        .update();
  }

  @Override
  public List<ConsignmentRow> consignments(
      Collection<ConsignmentPicture.Status> states, boolean isDifferent, int most) {
    return sql.sql(
            "select consignment, status, origin, destination, conveyance, advised, found, grams,"
                + " differences, handed_over from post.consignment where status = any(?)"
                + " and (differences > 0 or not ?) order by changed desc, consignment desc limit ?")
        .param(states.stream().map(ConsignmentPicture.Status::name).toArray(String[]::new))
        .params(isDifferent, most)
        .query((row, _) -> consignment(row))
        .list();
  }

  private static ConsignmentRow consignment(ResultSet row) throws SQLException {
    long grams = row.getLong("grams");
    boolean isUnknown = row.wasNull();
    return new ConsignmentRow(
        new ConsignmentId(row.getString("consignment")),
        ConsignmentPicture.Status.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("origin")).map(OfficeCode::new),
        Optional.ofNullable(row.getString("destination")).map(OfficeCode::new),
        Optional.ofNullable(row.getString("conveyance")),
        row.getInt("advised"),
        row.getInt("found"),
        isUnknown ? OptionalLong.empty() : OptionalLong.of(grams),
        row.getInt("differences"),
        Optional.ofNullable(row.getObject("handed_over", LocalDateTime.class)));
  }

  @Override
  public List<Waiting> waiting(int most) {
    return sql.sql(
            "select dispatch, receptacles - carried as free from (select dispatch, closed, status,"
                + " receptacles, (select count(distinct bag) from post.consigned"
                + " join post.consignment using (consignment), unnest(carried) bag"
                + " where consigned.dispatch = each.dispatch"
                + " and left(bag, 20) = right(each.dispatch, 20)) as carried"
                + " from post.dispatch each"
                + " where out and not before and status in ('CLOSED', 'DESPATCHED', 'ARRIVING')) waiting"
                + " where receptacles > carried and (carried > 0 or status <> 'ARRIVING')"
                + " order by closed desc, dispatch desc limit ?")
        .param(most)
        .query((row, _) -> new Waiting(DispatchKey.parse(row.getString(1)), row.getInt(2)))
        .list();
  }

  @Override
  public List<ConsignmentId> carrying(DispatchKey dispatch) {
    return sql.sql("select consignment from post.consigned where dispatch = ? order by consignment")
        .param(dispatch.toString())
        .query((row, _) -> new ConsignmentId(row.getString(1)))
        .list();
  }

  @Override
  public OptionalInt lastConsignment(String series) {
    return number(
        sql.sql(
                "select max(right(consignment, 4)::int) from post.consignment where formed"
                    + " and consignment like ? and consignment ~ ?")
            .params(series + "____", "[0-9]{4}$"));
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
  public List<Stored> unpassed(int most) {
    return sql.sql(
            FACT
                + "where ours and leaves and not crosses and not passed and told is null"
                + " order by place limit ? for update skip locked")
        .param(most)
        .query((row, _) -> stored(row))
        .list();
  }

  @Override
  public void markPassed(Collection<UUID> facts) {
    sql.sql("update post.fact set passed = true where id = any(?::uuid[])")
        .param(facts.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  @Override
  public void exchanged(ItemId item) {
    exchange(new TreeMap<>(Map.of(MailBetween.name(item.value()), true)));
  }

  @Override
  public long heard() {
    return sql.sql("select count(*) from post.fact where not ours and not before")
        .query(Long.class)
        .single();
  }

  @Override
  public Set<UUID> markTold(Collection<UUID> facts, MessageId message, Instant at) {
    String[] ids = facts.stream().map(UUID::toString).toArray(String[]::new);
    sql.sql("update post.fact set told = ? where id = any(?::uuid[])")
        .param(utc(at))
        .param(ids)
        .update();
    sql.sql(
            "insert into post.unreceipted (message, facts) values (?, ?::uuid[])"
                + " on conflict (message) do update set facts = excluded.facts")
        .param(message.value())
        .param(ids)
        .update();
    return Set.copyOf(
        sql.sql("select id from post.fact where id = any(?::uuid[]) and passed")
            .param(ids)
            .query((row, _) -> row.getObject(1, UUID.class))
            .list());
  }

  @Override
  public List<MessageId> unreceipted(int most) {
    return sql.sql("select message from post.unreceipted order by place limit ?")
        .param(most)
        .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public void receipted(MessageId message, Instant at) {
    sql.sql(
            "with there as (delete from post.unreceipted where message = ? returning facts)"
                + " insert into post.telling_part select wall::date, code, left(item, 1), true, 0,"
                + " count(*) from post.fact where id in (select unnest(facts) from there)"
                + " and code is not null and ? <= happened + interval '24 hours' group by 1, 2, 3")
        .param(message.value())
        .param(utc(at))
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

  @Override
  public OptionalInt lastInquiry(OfficeCode office, int year) {
    return number(
        sql.sql("select max(number) from post.inquiry where office = ? and year = ?")
            .params(office.value(), year));
  }

  @Override
  public OptionalInt declaredGrams(String item) {
    return number(sql.sql("select max(grams) from post.listed where item = ?").param(item));
  }

  @Override
  public List<UUID> inquiries(boolean isClosed, int most) {
    return sql.sql(
            "select inquiry from post.inquiry where closed = ? and opened is not null"
                + " order by opened desc, inquiry limit ?")
        .params(isClosed, most)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  @Override
  public List<Stored> ofInquiries(Collection<UUID> inquiries) {
    return sql
        .sql(
            FACT
                + "where kind like 'inquiry-%' and item in (select item from post.inquiry"
                + " where inquiry = any(?::uuid[])) order by place limit ?")
        .param(inquiries.stream().map(UUID::toString).toArray(String[]::new))
        .param(MOST_FACTS)
        .query((row, _) -> stored(row))
        .list()
        .stream()
        .filter(each -> each.fact().deed().aboutInquiry().map(inquiries::contains).orElse(false))
        .toList();
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
                + " irregularities = ?, before = ? where dispatch = ?")
        .params(row.isOut(), row.status().name())
        .param(row.closed().orElse(null))
        .param(row.expected().orElse(null))
        .params(
            row.receptacles(),
            row.seen(),
            row.items(),
            row.grams(),
            row.irregularities(),
            row.isBefore(),
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
  public Instant uneven(DispatchKey dispatch, Instant now) {
    return sql.sql(
            "insert into post.uneven (dispatch, since) values (?, ?) on conflict (dispatch)"
                + " do update set since = post.uneven.since returning since")
        .params(dispatch.toString(), utc(now))
        .query((row, _) -> instant(row, "since"))
        .single();
  }

  @Override
  public void even(DispatchKey dispatch) {
    sql.sql("delete from post.uneven where dispatch = ?").param(dispatch.toString()).update();
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
        Optional.ofNullable(told).map(OffsetDateTime::toInstant),
        row.getBoolean("before"));
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
        instant(row, "changed"),
        row.getBoolean("before"));
  }

  // Times

  private static final List<EventCode> TIMED =
      List.of(
          EventCode.EMA, EventCode.EMC, EventCode.EMD, EventCode.EDB, EventCode.EDC, EventCode.EMI);

  /// The first moment of a kind of event of each item, whatever the order in which they come.
  private void time(EventCode code, List<Stored> facts) {
    String at = code.name().toLowerCase(Locale.ROOT);
    sql.sql(
            ("insert into post.item (item, class, country, AT, AT_day) select distinct on (item)"
                    + " item, left(item, 1), right(item, 2), at, day from unnest(?::text[],"
                    + " ?::timestamptz[], ?::date[]) as each (item, at, day) order by item, at"
                    + " on conflict (item) do update set AT_day = case when post.item.AT is null"
                    + " or excluded.AT < post.item.AT then excluded.AT_day else post.item.AT_day end,"
                    + " AT = least(post.item.AT, excluded.AT)")
                .replace("AT", at))
        .param(texts(facts, each -> each.fact().deed().aboutItem().orElseThrow()))
        .param(texts(facts, each -> each.fact().at().happened()))
        .param(texts(facts, each -> each.fact().at().wall().toLocalDate()))
        .update();
  }

  private static boolean isWithinADay(Instant at, Fact fact) {
    return !at.isAfter(fact.at().happened().plus(Duration.ofHours(24)));
  }

  @Override
  public List<String> held(Collection<String> items) {
    return sql.sql(HELD.replace("WHICH", "and item = any(?::text[])") + " order by item")
        .param(items.toArray(String[]::new))
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public List<String> heldItems(int most) {
    return sql.sql(HELD.replace("WHICH", "") + " order by item limit ?")
        .param(most)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static final String HELD =
      "select item from (select distinct on (item) item, body from post.fact"
          + " where kind = 'item-assessed' WHICH order by item, happened desc, place desc) newest"
          + " where body::jsonb ->> 'assessment' <> '"
          + Assessment.COMPLETE
          + "'";

  @Override
  public void sum() {
    sql.sql(
            "with parts as (delete from post.telling_part returning *)"
                + " insert into post.telling select day, code, class, ours, sum(events),"
                + " sum(in_time) from parts group by 1, 2, 3, 4 order by 1, 2, 3, 4"
                + " on conflict (day, code, class, ours) do update set"
                + " events = post.telling.events + excluded.events,"
                + " in_time = post.telling.in_time + excluded.in_time")
        .update();
    sql.sql(
            "with parts as (delete from post.leg_part returning *) insert into post.leg select leg,"
                + " country, class, to_day, from_day, hours, sum(items) from parts group by leg,"
                + " country, class, to_day, from_day, hours having sum(items) <> 0 order by leg,"
                + " to_day, country, class, from_day, hours on conflict (leg, to_day, country,"
                + " class, from_day, hours) do update set items = post.leg.items + excluded.items")
        .update();
    sql.sql(
            "with parts as (delete from post.scanning_part returning *)"
                + " insert into post.scanning (day, office, hour, scans) select day, office, hour,"
                + " sum(scans) from parts group by 1, 2, 3 order by 1, 2, 3"
                + " on conflict (day, office, hour) do update set"
                + " scans = post.scanning.scans + excluded.scans")
        .update();
    releaseFromCustoms();
  }

  private static final String LEGS =
      " sum(items) from (select * from post.leg union all select * from post.leg_part) legs"
          + " where leg = ? and to_day between ? and ? and (country = ?) = ?"
          + " and (? = '' or strpos(?, class) > 0)";

  private JdbcClient.StatementSpec legs(String text, TransitLeg leg, Which which) {
    return legs(text, leg.name(), which);
  }

  private JdbcClient.StatementSpec legs(String text, String leg, Which which) {
    return sql.sql(text)
        .params(
            leg,
            which.first(),
            which.last(),
            which.country(),
            which.isOut(),
            which.classes(),
            which.classes());
  }

  @Override
  public SortedMap<Integer, Long> hours(TransitLeg leg, Which which) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    legs("select hours," + LEGS + " group by hours having sum(items) > 0", leg, which)
        .query((row, _) -> counts.put(row.getInt(1), row.getLong(2)))
        .list();
    return counts;
  }

  @Override
  public List<WorkingDays.DayPair> days(TransitLeg leg, Which which) {
    return legs(
            "select from_day, to_day,"
                + LEGS
                + " group by from_day, to_day having sum(items) > 0 order by from_day, to_day",
            leg,
            which)
        .query((row, _) ->
            new WorkingDays.DayPair(
                row.getObject(1, LocalDate.class),
                row.getObject(2, LocalDate.class),
                row.getLong(3)))
        .list();
  }

  @Override
  public Completeness.Share completeness(Completeness of, Which which) {
    String event = of.name();
    String followed = event + (of == Completeness.DEPARTED ? "_ARRIVED" : "_DELIVERED");
    return new Completeness.Share(of, count(event, which), count(followed, which));
  }

  private long count(String leg, Which which) {
    return legs(
            "select coalesce(sum(items), 0) from (select" + LEGS + ") all_items(items)", leg, which)
        .query(Long.class)
        .single();
  }

  @Override
  public List<Telling> telling(LocalDate first, LocalDate last, String classes) {
    return sql.sql(
            "select code, ours, sum(events), sum(in_time) from (select * from post.telling"
                + " union all select * from post.telling_part) told where day between ? and ?"
                + " and (? = '' or strpos(?, class) > 0)"
                + " group by code, ours order by ours desc, code")
        .params(first, last, classes, classes)
        .query((row, _) ->
            new Telling(
                EventCode.valueOf(row.getString(1)),
                row.getBoolean(2),
                row.getLong(3),
                row.getLong(4)))
        .list();
  }

  @Override
  public void declared(
      LocalDate first, LocalDate last, BiConsumer<DispatchKey, List<Stored>> taker) {
    String after = "";
    while (true) {
      List<String> keys =
          sql.sql(
                  "select distinct dispatch from post.fact where kind = 'advised'"
                      + " and not before and wall >= ?"
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

  private Map<DispatchKey, List<Stored>> forAccounts(List<String> dispatches) {
    Map<DispatchKey, List<Stored>> all = new TreeMap<>();
    sql.sql(
            FACT
                + "where dispatch = any(?) and not before and kind in ('advised', 'note-written',"
                + " 'note-answered', 'note-withdrawn') order by dispatch, place")
        .param(dispatches.toArray(String[]::new))
        .query((row, _) -> stored(row))
        .list()
        .forEach(each ->
            all.computeIfAbsent(each.fact().dispatch().orElseThrow(), _ -> new ArrayList<>())
                .add(each));
    return all;
  }

  @Override
  public List<YearMonth> declaredMonths() {
    return sql.sql(
            "select distinct to_char(wall, 'YYYY-MM') from post.fact where kind = 'advised'"
                + " and not before order by 1")
        .query((row, _) -> YearMonth.parse(row.getString(1)))
        .list();
  }

  // Figures of the board

  @Override
  public List<FigureStore.Stale> staleFigures(int most) {
    return sql.sql(
            "select dispatch, changes from post.figure where made is distinct from changes"
                + " order by dispatch desc limit ?")
        .param(most)
        .query(
            (row, _) -> new FigureStore.Stale(DispatchKey.parse(row.getString(1)), row.getLong(2)))
        .list();
  }

  @Override
  public void put(DispatchFigures figures, long change) {
    Optional<Arrival> arrival = figures.arrival();
    Optional<DispatchFigures.Rated> rated = figures.rated();
    sql.sql(
            "update post.figure set made = ?, out = ?, arrived = ?, receptacles = ?, notes = ?,"
                + " advised_before = ?, weighed = ?, declared_grams = ?, found_grams = ?,"
                + " stream = ?, closed = ?, priced = ?, grams = ?, micro_sdr = ?"
                + " where dispatch = ?")
        .params(change, figures.isOut())
        .param(arrival.map(Arrival::day).orElse(null))
        .param(arrival.map(Arrival::receptacles).orElse(null))
        .param(arrival.map(Arrival::notes).orElse(null))
        .param(arrival.map(Arrival::isAdvisedBefore).orElse(null))
        .param(arrival.map(Arrival::weighed).orElse(null))
        .param(arrival.map(Arrival::declaredGrams).orElse(null))
        .param(arrival.map(Arrival::foundGrams).orElse(null))
        .param(rated.map(DispatchFigures.Rated::stream).orElse(null))
        .param(rated.map(DispatchFigures.Rated::closed).orElse(null))
        .param(rated.map(DispatchFigures.Rated::isPriced).orElse(null))
        .param(rated.map(DispatchFigures.Rated::grams).orElse(null))
        .param(rated.map(DispatchFigures.Rated::microSdr).orElse(null))
        .param(figures.dispatch().toString())
        .update();
    String dispatch = figures.dispatch().toString();
    sql.sql("delete from post.figure_bags where dispatch = ?").param(dispatch).update();
    for (Bags each : figures.bags()) {
      sql.sql(
              "insert into post.figure_bags (dispatch, type, out, filled, returned)"
                  + " values (?, ?, ?, ?, ?) on conflict (dispatch, type) do update set"
                  + " filled = excluded.filled, returned = excluded.returned")
          .params(dispatch, each.type(), figures.isOut(), each.filled(), each.returned())
          .update();
    }
  }

  @Override
  public List<Bags> bags(boolean isOut) {
    return sql.sql(
            "select type, sum(filled), sum(returned) from post.figure_bags where out = ?"
                + " group by type order by type")
        .param(isOut)
        .query((row, _) -> new Bags(row.getString(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  @Override
  public void ratedBy(String basis, LocalDate since) {
    boolean isKnown =
        sql.sql("select count(*) from post.figure_basis where basis = ?")
                .param(basis)
                .query(Long.class)
                .single()
            > 0;
    if (isKnown) {
      return;
    }
    sql.sql("delete from post.figure_basis").update();
    sql.sql("insert into post.figure_basis (basis) values (?)").param(basis).update();
    sql.sql("update post.figure set changes = changes + 1 where closed is null or closed >= ?")
        .param(since)
        .update();
  }

  @Override
  public List<RatedDay> rated(LocalDate first, LocalDate last) {
    return sql.sql(
            "select stream, closed, count(*), count(*) filter (where not priced), sum(grams),"
                + " sum(micro_sdr) from post.figure where closed between ? and ?"
                + " group by stream, closed order by stream, closed")
        .params(first, last)
        .query((row, _) ->
            new RatedDay(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)))
        .list();
  }

  @Override
  public List<DispatchFigures> ratedDispatches(
      String stream, LocalDate first, LocalDate last, int most) {
    return sql.sql(
            "select * from post.figure where stream = ? and closed between ? and ?"
                + " order by closed desc, dispatch desc limit ?")
        .params(stream, first, last, most)
        .query((row, _) -> figures(row))
        .list();
  }

  @Override
  public List<FigureStore.Unfollowed> unfollowed(Completeness of, Which which, int most) {
    String event = of.event().name().toLowerCase(Locale.ROOT);
    return sql.sql(
            "select item, EVENT_day from post.item where NEXT is null and EVENT is not null"
                    .replace("EVENT", event)
                    .replace("NEXT", of.next().name().toLowerCase(Locale.ROOT))
                + (" and EVENT_day between ? and ? and (country = ?) = ?"
                        + " and (? = '' or strpos(?, class) > 0) order by EVENT_day, item limit ?")
                    .replace("EVENT", event))
        .params(
            which.first(),
            which.last(),
            which.country(),
            which.isOut(),
            which.classes(),
            which.classes(),
            most)
        .query((row, _) ->
            new FigureStore.Unfollowed(row.getString(1), row.getObject(2, LocalDate.class)))
        .list();
  }

  @Override
  public Optional<LocalDate> firstRated() {
    return sql.sql("select min(closed) from post.figure where closed is not null")
        .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  @Override
  public Arrivals arrivals(boolean isOut, LocalDate first, LocalDate last) {
    return sql.sql(
            "select count(*), count(*) filter (where advised_before),"
                + " coalesce(sum(receptacles), 0), coalesce(sum(notes), 0),"
                + " coalesce(sum(weighed), 0), coalesce(sum(declared_grams), 0),"
                + " coalesce(sum(found_grams), 0) from post.figure"
                + " where out = ? and arrived between ? and ?")
        .params(isOut, first, last)
        .query((row, _) ->
            new Arrivals(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)))
        .single();
  }

  @Override
  public List<DispatchFigures> arrived(
      boolean isOut, Arrival.Which which, LocalDate first, LocalDate last, int most) {
    String only =
        switch (which) {
          case ALL -> "";
          case ADVISED_LATE -> " and not advised_before";
          case NOTED -> " and notes > 0";
          case WEIGHED_OTHERWISE -> " and declared_grams <> found_grams";
        };
    return sql.sql(
            "select * from post.figure where out = ? and arrived between ? and ?"
                + only
                + " order by arrived desc, dispatch desc limit ?")
        .params(isOut, first, last, most)
        .query((row, _) -> figures(row))
        .list();
  }

  private static DispatchFigures figures(ResultSet row) throws SQLException {
    Optional<LocalDate> arrived = Optional.ofNullable(row.getObject("arrived", LocalDate.class));
    Optional<LocalDate> closed = Optional.ofNullable(row.getObject("closed", LocalDate.class));
    return new DispatchFigures(
        DispatchKey.parse(row.getString("dispatch")),
        row.getBoolean("out"),
        arrived.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Arrival(
                    arrived.get(),
                    row.getInt("receptacles"),
                    row.getInt("notes"),
                    row.getBoolean("advised_before"),
                    row.getInt("weighed"),
                    row.getLong("declared_grams"),
                    row.getLong("found_grams"))),
        closed.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new DispatchFigures.Rated(
                    row.getString("stream"),
                    closed.get(),
                    row.getBoolean("priced"),
                    row.getLong("grams"),
                    row.getLong("micro_sdr"))),
        List.of());
  }

  /// Of an item, when it was presented first after it was released last.
  private static final String STAYS =
      " from post.at_customs those cross join lateral (select coalesce(max(happened),"
          + " '-infinity') as released from post.fact where item = those.item and code in "
          + quoted(CustomsStay.OUT)
          + ") gone cross join lateral (select happened, office from post.fact"
          + " where item = those.item and code in "
          + quoted(CustomsStay.IN)
          + " and happened > gone.released order by happened, id limit 1) stay";

  private static String quoted(Set<EventCode> codes) {
    return codes.stream().map(each -> "'" + each + "'").collect(joining(", ", "(", ")"));
  }

  @Override
  public List<CustomsStay> atCustoms(Instant since, int most) {
    return sql.sql(
            "select those.item, office, happened"
                + STAYS
                + " where happened <= ? order by happened, those.item limit ?")
        .params(utc(since), most)
        .query((row, _) ->
            new CustomsStay(
                row.getString(1), new OfficeCode(row.getString(2)), instant(row, "happened")))
        .list();
  }

  /// What was released is not looked through for ever. Who presents an item again meanwhile is not
  /// committed yet: what came in the last hour stays.
  private void releaseFromCustoms() {
    String old =
        " where look and kept < (select max(kept) from post.at_customs) - interval '1 hour'";
    sql.sql(
            "delete from post.at_customs"
                + old
                + " and item not in (select those.item"
                + STAYS
                + " where those.look)")
        .update();
    sql.sql("update post.at_customs set look = false" + old).update();
  }

  @Override
  public List<ScannedHour> scanned(LocalDate first, LocalDate last) {
    return sql.sql(
            "select office, hour, count(*), sum(scans) from (select day, office, hour,"
                + " sum(scans) as scans from (select * from post.scanning union all"
                + " select * from post.scanning_part) parts where day between ? and ?"
                + " group by day, office, hour) hours group by office, hour order by office, hour")
        .params(first, last)
        .query((row, _) ->
            new ScannedHour(
                new OfficeCode(row.getString(1)), row.getInt(2), row.getLong(3), row.getLong(4)))
        .list();
  }
}
