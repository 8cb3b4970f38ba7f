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
  private static final String REPLACE =
      "update set ours = excluded.ours, at = excluded.at, message = excluded.message";

  private final JdbcClient sql;
  private final PersonalRows rows;

  public PostgresInquiryPeopleStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
    this.rows = new PersonalRows(sql, "post.inquiry_people", "inquiry");
  }

  @Override
  public Optional<MessageId> put(Kept each) {
    return rows.put(
        each.inquiry(), each.message(), REPLACE, onConflict -> insert(each, onConflict));
  }

  private boolean insert(Kept each, String onConflict) {
    return sql.sql(
                "insert into post.inquiry_people (inquiry, ours, at, message) values (?, ?, ?, ?)"
                    + " on conflict (inquiry) do "
                    + onConflict)
            .params(
                each.inquiry(),
                each.isOurs(),
                each.at().atOffset(ZoneOffset.UTC),
                each.message().value())
            .update()
        == 1;
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
    return rows.forget(before, most);
  }
}
