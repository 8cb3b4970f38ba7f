package org.wasl.post.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.MessageId;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.keeping.InquiryPeopleStore;

/// The people of inquiries on PostgreSQL, schema `post`.
public final class PostgresInquiryPeopleStore implements InquiryPeopleStore {
  private final JdbcClient sql;

  public PostgresInquiryPeopleStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void put(Kept each) {
    sql.sql(
            "insert into post.inquiry_people (inquiry, ours, at, message) values (?, ?, ?, ?)"
                + " on conflict (inquiry) do update set ours = excluded.ours, at = excluded.at,"
                + " message = excluded.message")
        .params(
            each.inquiry(),
            each.isOurs(),
            each.at().atOffset(ZoneOffset.UTC),
            each.message().value())
        .update();
  }

  @Override
  public Optional<Kept> find(UUID inquiry) {
    return sql.sql("select inquiry, ours, at, message from post.inquiry_people where inquiry = ?")
        .param(inquiry)
        .query((row, _) ->
            new Kept(
                row.getObject("inquiry", UUID.class),
                row.getBoolean("ours"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new MessageId(row.getObject("message", UUID.class))))
        .optional();
  }

  @Override
  public List<MessageId> forget(Instant before, int most) {
    return sql.sql(
            "delete from post.inquiry_people where inquiry in (select inquiry from"
                + " post.inquiry_people where at < ? order by at limit ?) returning message")
        .params(before.atOffset(ZoneOffset.UTC), most)
        .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
        .list();
  }
}
