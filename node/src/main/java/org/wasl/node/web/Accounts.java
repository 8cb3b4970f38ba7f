package org.wasl.node.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;

/// The accounts of the people who work on this node.
public final class Accounts {
  private final JdbcClient sql;

  /// What an account may do.
  public enum Role {
    VIEWER,
    ANALYST,
    NUMBERING,
    CLERK,
    APPROVER,
    AUDITOR,
    ADMINISTRATOR
  }

  /// @param password Argon2 hash
  public record Account(Person person, String password, Set<Role> roles, boolean enabled) {}

  public Accounts(DataSource source) {
    this.sql = JdbcClient.create(source);
  }

  public boolean isEmpty() {
    return sql.sql("select count(*) from node.account").query(Long.class).single() == 0;
  }

  public Optional<Account> find(String user) {
    return sql.sql(
            "select user_name, organisation, password, roles, enabled from node.account"
                + " where user_name = ?")
        .param(user)
        .query((row, _) -> account(row))
        .optional();
  }

  public List<Account> list() {
    return sql.sql(
            "select user_name, organisation, password, roles, enabled from node.account"
                + " order by user_name")
        .query((row, _) -> account(row))
        .list();
  }

  /// @return false when the name is taken
  public boolean add(Account account, Instant now) {
    String roles =
        new TreeSet<>(account.roles()).stream().map(Role::name).collect(Collectors.joining(","));
    return sql.sql(
                "insert into node.account (user_name, password, organisation, roles, enabled,"
                    + " created_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing")
            .params(
                account.person().user(),
                account.password(),
                account.person().organisation().value(),
                roles,
                account.enabled(),
                now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  public void enable(String user, boolean enabled) {
    sql.sql("update node.account set enabled = ? where user_name = ?")
        .params(enabled, user)
        .update();
  }

  private static Account account(ResultSet row) throws SQLException {
    Set<Role> roles =
        Arrays.stream(row.getString(4).split(","))
            .filter(each -> !each.isBlank())
            .map(each -> Role.valueOf(each.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    return new Account(
        new Person(row.getString(1), new OrganisationId(row.getString(2))),
        row.getString(3),
        roles,
        row.getBoolean(5));
  }
}
