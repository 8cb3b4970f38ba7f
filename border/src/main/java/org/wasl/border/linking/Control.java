package org.wasl.border.linking;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageKind;
import org.wasl.border.Outbox;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.Stores;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// The lane `ctl`: what each node accepts, the hourly commitment to all lanes, statements of absent
/// bodies.
public final class Control implements MessageHandler {
  private static final MessageKind ACCEPTS = new MessageKind("ctl", "accepts", 1);
  private static final MessageKind ANCHORING = new MessageKind("ctl", "anchoring", 1);
  private static final MessageKind ABSENT = new MessageKind("ctl", "absent", 1);
  private static final int MAX_BYTES = 1 << 20;

  private final Anchor own;
  private final Stores stores;
  private final Submit submit;
  private final Gate gate;
  private final InstantSource clock;

  /// How a control message enters the outbox.
  @FunctionalInterface
  public interface Submit {
    Outbox.Submission submit(Draft draft, Lane lane);
  }

  public Control(Anchor own, Stores stores, Submit submit, Gate gate, InstantSource clock) {
    this.own = own;
    this.stores = stores;
    this.submit = submit;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public Lane lane() {
    return Lane.CTL;
  }

  @Override
  public Set<MessageKind> kinds() {
    return Set.of(ACCEPTS, ANCHORING, ABSENT);
  }

  /// Tells a peer what this node accepts.
  public void announce(Anchor peer) {
    send(peer, ACCEPTS, Json.Obj.with().putStrings("accepts", gate.accepts()).end());
  }

  /// Commits to the newest checkpoints of every log between the two nodes and of the audit log.
  public void anchor(Anchor peer, String auditOrigin) {
    List<Json> rows = new ArrayList<>();
    for (LogState state : stores.logs().states()) {
      boolean shared = state.origin().contains("/" + peer.node() + "/");
      if (state.size() > 0 && (shared || state.origin().equals(auditOrigin))) {
        rows.add(
            Json.Obj.with()
                .put("origin", state.origin())
                .put("size", state.size())
                .put("root", state.frontier().root().base64())
                .end());
      }
    }
    Json.Obj body =
        Json.Obj.with().put("at", clock.instant().toString()).put("logs", new Json.Arr(rows)).end();
    send(peer, ANCHORING, body);
  }

  /// States that the body of an entry will never come.
  public void stateAbsent(Anchor peer, String messageId, String reason) {
    stores.link().setValue("absent/" + messageId, reason);
    send(peer, ABSENT, Json.Obj.with().put("message", messageId).put("reason", reason).end());
  }

  private void send(Anchor peer, MessageKind kind, Json.Obj body) {
    OrganisationId us = new OrganisationId(own.party() + ".node");
    OrganisationId them = new OrganisationId(peer.party() + ".node");
    submit.submit(
        Draft.plain(
            peer.node(),
            kind,
            us,
            them,
            DataClass.BUSINESS,
            "application/json",
            body.canonicalBytes()),
        Lane.CTL);
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return malformed("no body");
    }
    try {
      JsonObjectReader in = JsonReader.read("ctl", body, MAX_BYTES).asObject("ctl");
      if (delivery.kind().equals(ACCEPTS)) {
        String list = String.join("\n", in.strings("accepts"));
        in.end();
        stores.link().setValue("accepts/" + delivery.peer(), list);
      } else if (delivery.kind().equals(ANCHORING)) {
        return checkAnchoring(delivery, in);
      } else {
        stores.link().setValue("absent/" + in.string("message"), in.string("reason"));
        in.end();
      }
      return new Outcome.Accepted();
    } catch (MalformedJsonException e) {
      return malformed(String.valueOf(e.getMessage()));
    }
  }

  /// What the peer says of logs that we both hold must be so here, as far as we hold them.
  private Outcome checkAnchoring(Delivery delivery, JsonObjectReader in) {
    in.string("at");
    for (JsonObjectReader row : in.objects("logs")) {
      String origin = row.string("origin");
      long size = row.integer("size");
      String root = row.string("root");
      row.end();
      Optional<LogState> held = stores.logs().find(origin);
      boolean differs =
          held.isPresent()
              && held.get().size() == size
              && !held.get().frontier().root().base64().equals(root);
      if (differs) {
        stores
            .link()
            .raise(
                Alarms.FORK, origin, "the hourly commitment names another root", clock.instant());
      }
      stores.link().setValue("anchored/" + delivery.peer() + "/" + origin, size + " " + root);
    }
    in.end();
    return new Outcome.Accepted();
  }

  private static Outcome malformed(String detail) {
    return new Outcome.Refused(
        Refusal.of(
            "ctl.malformed",
            "رسالة تحكم غير سليمة: " + detail,
            "malformed control message: " + detail));
  }
}
