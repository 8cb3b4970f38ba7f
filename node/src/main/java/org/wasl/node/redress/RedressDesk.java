package org.wasl.node.redress;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.MessageId;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.border.setup.BorderNode;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// Requests of people about data concerning them that crossed the border. The register holds no
/// name and no number: only the reference of the office's own file, the message in question and the
/// decision. A granted erasure destroys the body here and stays in the erasure ledger.
public final class RedressDesk {
  static final String DECIDE = "redress.decide";
  private static final int MOST = 200;

  private final BorderNode border;
  private final JdbcClient sql;
  private final Supplier<UUID> ids;
  private final Runnable keepErasures;

  /// What is asked for.
  public enum Wish {
    ACCESS,
    CORRECTION,
    ERASURE,
    COMPLAINT
  }

  /// Where a request stands.
  public enum State {
    RECEIVED,
    GRANTED,
    REFUSED
  }

  /// @param reference of the file in the office, for example `2026-114`
  /// @param message the message in question, where one is named
  /// @param due when the answer is due by the node's own law
  public record Request(
      UUID id,
      String reference,
      Wish wish,
      Optional<MessageId> message,
      Instant received,
      Instant due,
      State state,
      Optional<Instant> decided) {}

  public RedressDesk(
      BorderNode border, DataSource source, Supplier<UUID> ids, Runnable keepErasures) {
    this.border = border;
    this.sql = JdbcClient.create(source);
    this.ids = ids;
    this.keepErasures = keepErasures;
    border.approvals().effect(DECIDE, this::carryOut);
  }

  /// Registers a request.
  ///
  /// @return why it cannot be registered, or nothing
  public Optional<Refusal> register(
      String reference, Wish wish, String message, Instant due, Person by) {
    if (!reference.matches("[0-9A-Za-z/._-]{1,40}") || reference.matches(".*\\d{8,}.*")) {
      return Optional.of(
          Refusal.of(
              "redress.reference",
              "رقم الملف: حتى 40 حرفاً أو رقماً، دون أسماء أو أرقام هواتف أو هويات",
              "the file's reference: up to 40 letters and digits, no names, telephone or identity"
                  + " numbers"));
    }
    Optional<MessageId> named;
    try {
      named = message.isBlank() ? Optional.empty() : Optional.of(MessageId.parse(message.strip()));
    } catch (IllegalArgumentException e) {
      named = Optional.empty();
    }
    boolean known =
        named.filter(id -> border.stores().logs().findMessage(id).isPresent()).isPresent();
    if (!known && (wish == Wish.ERASURE || !message.isBlank())) {
      return Optional.of(
          Refusal.of(
              "redress.message",
              "لا رسالة بهذا المعرّف في هذه العقدة؛ انسخه من صفحة الخط",
              "this node holds no message of this id; copy it from the link's page"));
    }
    UUID id = ids.get();
    sql.sql(
            "insert into node.redress (id, reference, wish, message_id, received, due, state)"
                + " values (?, ?, ?, nullif(?, '')::uuid, ?, ?, 'RECEIVED')")
        .params(
            id,
            reference,
            wish.name(),
            named.map(MessageId::toString).orElse(""),
            time(border.now()),
            time(due))
        .update();
    audit(by, "redress.register", id, wish.name());
    return Optional.empty();
  }

  public List<Request> requests() {
    return sql.sql(
            "select id, reference, wish, message_id, received, due, state, decided"
                + " from node.redress order by state = 'RECEIVED' desc, received desc limit ?")
        .param(MOST)
        .query((row, _) ->
            new Request(
                row.getObject(1, UUID.class),
                row.getString(2),
                Wish.valueOf(row.getString(3)),
                Optional.ofNullable(row.getObject(4, UUID.class)).map(MessageId::new),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString(7)),
                Optional.ofNullable(row.getObject(8, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)))
        .list();
  }

  /// Proposes a decision, which a second person approves.
  public void propose(UUID id, boolean grant, Person by) {
    Request request = request(id);
    Json.Builder subject =
        Json.Obj.with()
            .put("request", id.toString())
            .put("reference", request.reference())
            .put("wish", request.wish().name().toLowerCase(Locale.ROOT))
            .put("grant", grant);
    request.message().ifPresent(message -> subject.put("message", message.toString()));
    border.approvals().propose(DECIDE, subject.end(), by);
  }

  private Request request(UUID id) {
    return requests().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no request " + id));
  }

  private Decision carryOut(Proposal proposal, Person approver) {
    boolean grant =
        proposal.subject().members().get("grant") instanceof Json.Bool(boolean value) && value;
    String text =
        proposal.subject().members().get("request") instanceof Json.Str(String id) ? id : "";
    Request request = request(UUID.fromString(text));
    int moved =
        sql.sql(
                "update node.redress set state = ?, decided = ?"
                    + " where id = ? and state = 'RECEIVED'")
            .params(
                (grant ? State.GRANTED : State.REFUSED).name(), time(border.now()), request.id())
            .update();
    if (moved == 0) {
      return new Decision.Refused(
          Refusal.of("redress.decided", "سبق البتّ في الطلب", "the request was decided before"));
    }
    if (grant && request.wish() == Wish.ERASURE) {
      request.message().ifPresent(border::erase);
      border.transactions().afterCommit(keepErasures);
    }
    audit(approver, grant ? "redress.grant" : "redress.refuse", request.id(), "");
    return new Decision.Done();
  }

  private void audit(Person by, String action, UUID id, String detail) {
    border
        .auditTrail()
        .record(new AuditEvent(Optional.of(by), action, id.toString(), Optional.empty(), detail));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
