package org.wasl.border.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.approval.Proposal;
import org.wasl.border.approval.ProposalStore;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;

/// Proposals on PostgreSQL.
final class PostgresProposals implements ProposalStore {
  private static final int MAX_SUBJECT = 64 << 20;
  private static final String COLUMNS =
      "select id, kind, subject, proposed_by, organisation, proposed_at, state, decided_by,"
          + " decided_organisation, decided_at from border.proposal ";

  private final JdbcClient sql;

  PostgresProposals(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void add(Proposal proposal) {
    sql.sql(
            "insert into border.proposal (id, kind, subject, proposed_by, organisation, proposed_at,"
                + " state) values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            proposal.id(),
            proposal.kind(),
            proposal.subject().canonical(),
            proposal.proposedBy().user(),
            proposal.proposedBy().organisation().value(),
            proposal.proposedAt().atOffset(ZoneOffset.UTC),
            proposal.state().name())
        .update();
  }

  @Override
  public Optional<Proposal> find(UUID id) {
    return sql.sql(COLUMNS + "where id = ?").param(id).query((row, _) -> proposal(row)).optional();
  }

  @Override
  public boolean decide(Proposal decided) {
    Person by = decided.decidedBy().orElseThrow();
    return sql.sql(
                "update border.proposal set state = ?, decided_by = ?, decided_organisation = ?,"
                    + " decided_at = ? where id = ? and state = 'WAITING'")
            .params(
                decided.state().name(),
                by.user(),
                by.organisation().value(),
                decided.decidedAt().orElseThrow().atOffset(ZoneOffset.UTC),
                decided.id())
            .update()
        == 1;
  }

  @Override
  public List<Proposal> waiting() {
    return sql.sql(COLUMNS + "where state = 'WAITING' order by proposed_at")
        .query((row, _) -> proposal(row))
        .list();
  }

  @Override
  public List<Proposal> decided(int most) {
    return sql.sql(COLUMNS + "where state <> 'WAITING' order by decided_at desc limit ?")
        .param(most)
        .query((row, _) -> proposal(row))
        .list();
  }

  private static Proposal proposal(ResultSet row) throws SQLException {
    byte[] subject = row.getString(3).getBytes(StandardCharsets.UTF_8);
    if (!(JsonReader.read("proposal", subject, MAX_SUBJECT) instanceof Json.Obj object)) {
      throw new IllegalStateException("a proposal's subject is an object");
    }
    return new Proposal(
        row.getObject(1, UUID.class),
        row.getString(2),
        object,
        new Person(row.getString(4), new OrganisationId(row.getString(5))),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        Proposal.State.valueOf(row.getString(7)),
        person(row.getString(8), row.getString(9)),
        Optional.ofNullable(row.getObject(10, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static Optional<Person> person(@Nullable String user, @Nullable String organisation) {
    return user == null || organisation == null
        ? Optional.empty()
        : Optional.of(new Person(user, new OrganisationId(organisation)));
  }
}
