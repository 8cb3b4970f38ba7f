package org.wasl.post.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.MessageId;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.ItemId;
import org.wasl.post.keeping.DeclarationStore;

/// Declarations on PostgreSQL, schema `post`.
public final class PostgresDeclarationStore implements DeclarationStore {
  private static final String KEPT =
      "select item, ours, at, message, assessed from post.declaration ";
  private static final String REPLACE =
      "update set ours = excluded.ours, at = excluded.at, message = excluded.message,"
          + " assessed = excluded.assessed";

  private final JdbcClient sql;
  private final PersonalRows rows;

  public PostgresDeclarationStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
    this.rows = new PersonalRows(sql, "post.declaration", "item");
  }

  @Override
  public Optional<MessageId> put(Kept each) {
    return rows.put(
        each.item().value(), each.message(), REPLACE, onConflict -> insert(each, onConflict));
  }

  private boolean insert(Kept each, String onConflict) {
    return sql.sql(
                "insert into post.declaration (item, ours, at, message, assessed)"
                    + " values (?, ?, ?, ?, ?) on conflict (item) do "
                    + onConflict)
            .params(
                each.item().value(),
                each.isOurs(),
                each.at().atOffset(ZoneOffset.UTC),
                each.message().value(),
                each.isAssessed())
            .update()
        == 1;
  }

  @Override
  public Optional<Kept> find(ItemId item) {
    return sql.sql(KEPT + "where item = ?")
        .param(item.value())
        .query((row, _) -> kept(row))
        .optional();
  }

  @Override
  public void markAssessed(ItemId item) {
    sql.sql("update post.declaration set assessed = true where item = ?")
        .param(item.value())
        .update();
  }

  @Override
  public List<Kept> waiting(int most) {
    return sql.sql(KEPT + "where not ours and not assessed order by at, item limit ?")
        .param(most)
        .query((row, _) -> kept(row))
        .list();
  }

  @Override
  public List<Kept> ours(int most) {
    return sql.sql(KEPT + "where ours order by at desc, item desc limit ?")
        .param(most)
        .query((row, _) -> kept(row))
        .list();
  }

  @Override
  public List<MessageId> forget(Instant before, int most) {
    return rows.forget(before, most);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new ItemId(row.getString("item")),
        row.getBoolean("ours"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new MessageId(row.getObject("message", UUID.class)),
        row.getBoolean("assessed"));
  }
}
