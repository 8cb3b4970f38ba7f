package org.wasl.border.linking;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.Outbox;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.Stores;
import org.wasl.border.reopening.NextEpoch;
import org.wasl.border.reopening.Reopening;
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
  private static final MessageKind KEYS = new MessageKind("ctl", "keys", 1);
  private static final MessageKind REOPEN = new MessageKind("ctl", "reopen", 1);
  private static final int MAX_BYTES = 1 << 20;

  /// The versions of the wire that this node speaks, the highest last.
  private static final List<String> WIRE = List.of("1");

  private final Anchor own;
  private final Stores stores;
  private final Histories histories;
  private final Submit submit;
  private final Gate gate;
  private final InstantSource clock;
  private final NextEpoch epochs;

  /// How a control message enters the outbox.
  @FunctionalInterface
  public interface Submit {
    Outbox.Submission submit(Draft draft, Lane lane);
  }

  public Control(
      Anchor own, Stores stores, Submit submit, Gate gate, InstantSource clock, NextEpoch epochs) {
    this.own = own;
    this.stores = stores;
    this.histories = new Histories(stores.link());
    this.submit = submit;
    this.gate = gate;
    this.clock = clock;
    this.epochs = epochs;
  }

  @Override
  public Lane lane() {
    return Lane.CTL;
  }

  @Override
  public Set<MessageKind> kinds() {
    return Set.of(ACCEPTS, ANCHORING, ABSENT, KEYS, REOPEN);
  }

  /// Tells a peer what this node accepts, in every version that its services know, and which
  /// versions of the wire it speaks; once until that changes.
  public void announce(Anchor peer, Set<MessageKind> known) {
    List<String> accepts = new ArrayList<>();
    for (String each : gate.accepts()) {
      String[] parts = each.split("[/ ]");
      known.stream()
          .filter(kind -> (kind.service() + "." + kind.type()).equals(parts[0]))
          .sorted(Comparator.comparingInt(MessageKind::version))
          .forEach(kind -> accepts.add(kind + " " + parts[2]));
    }
    String text = String.join("\n", accepts) + "\n" + WIRE;
    String key = "announced/" + peer.node();
    if (stores.link().value(key).filter(text::equals).isEmpty()) {
      stores.link().setValue(key, text);
      send(
          peer,
          ACCEPTS,
          Json.Obj.with().putStrings("accepts", accepts).putStrings("wire", WIRE).end());
    }
  }

  /// Tells a peer the anchors of this node that it does not know yet, oldest first.
  public void announceKeys(Anchor peer, KeyHistory history) {
    int told = histories.told(peer.node());
    List<Anchor> all = history.anchors();
    for (Anchor next : all.subList(Math.min(told, all.size()), all.size())) {
      send(peer, KEYS, next.bytes());
    }
    histories.told(peer.node(), all.size());
  }

  /// Commits to the newest checkpoints of every log between the two nodes and of the audit log.
  public void anchor(Anchor peer, String auditOrigin) {
    List<Json> rows = new ArrayList<>();
    Map<String, Long> sizes = new TreeMap<>();
    for (LogState state : stores.logs().states()) {
      boolean shared = state.origin().contains("/" + peer.node() + "/");
      if (state.size() > 0 && (shared || state.origin().equals(auditOrigin))) {
        sizes.put(state.origin(), state.size());
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
    if (send(peer, ANCHORING, body.canonicalBytes())
        instanceof Outbox.Submission.Queued(MessageId id, var _)) {
      sizes.forEach((origin, size) -> stores.logs().anchored(origin, size, id));
    }
  }

  /// States that the body of an own entry will never come, once.
  public void stateAbsent(
      Anchor peer, String origin, long index, MessageId message, AbsenceReason reason) {
    String key = absentKey(origin) + index;
    if (stores.link().value(key).isEmpty()) {
      stores.link().setValue(key, reason.name());
      send(
          peer,
          ABSENT,
          Json.Obj.with().put("message", message.toString()).put("reason", reason.name()).end());
    }
  }

  /// Under which link values the absences of a log's bodies stand, by index.
  public static String absentKey(String origin) {
    return "absent-out/" + origin + "/";
  }

  /// States to the peer what two persons of this side decided to reopen.
  public void stateReopening(Anchor peer, Reopening reopening) {
    send(peer, REOPEN, Json.Obj.with().put("reopening", reopening.text()).end());
  }

  private void send(Anchor peer, MessageKind kind, Json.Obj body) {
    send(peer, kind, body.canonicalBytes());
  }

  private Outbox.Submission send(Anchor peer, MessageKind kind, byte[] body) {
    OrganisationId us = new OrganisationId(own.party() + ".node");
    OrganisationId them = new OrganisationId(peer.party() + ".node");
    return submit.submit(
        Draft.plain(peer.node(), kind, us, them, DataClass.BUSINESS, "application/json", body),
        Lane.CTL);
  }

  /// What the link itself stated stands in its values or is announced again at each start.
  @Override
  public void recall(Delivery own) {}

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return malformed("no body");
    }
    try {
      return switch (delivery.kind().type()) {
        case "accepts" -> accepts(delivery, object(body));
        case "anchoring" -> checkAnchoring(delivery, object(body));
        case "absent" -> absent(object(body));
        case "keys" -> keys(delivery, Anchor.read("ctl", body));
        default -> reopening(delivery, object(body));
      };
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return malformed(String.valueOf(e.getMessage()));
    }
  }

  private static JsonObjectReader object(byte[] body) {
    return JsonReader.read("ctl", body, MAX_BYTES).asObject("ctl");
  }

  private Outcome accepts(Delivery delivery, JsonObjectReader in) {
    String list = String.join("\n", in.strings("accepts"));
    String wire = String.join("\n", in.strings("wire"));
    in.end();
    stores.link().setValue("accepts/" + delivery.peer(), list);
    stores.link().setValue("wire/" + delivery.peer(), wire);
    return new Outcome.Accepted();
  }

  private Outcome absent(JsonObjectReader in) {
    String message = MessageId.parse(in.string("message")).toString();
    String reason = AbsenceReason.valueOf(in.string("reason")).name();
    in.end();
    stores.link().setValue("absent/" + message, reason);
    return new Outcome.Accepted();
  }

  /// Only the officers whom the peer's newest anchor names introduce the next one.
  private Outcome keys(Delivery delivery, Anchor next) {
    boolean known = next.node().equals(delivery.peer()) && histories.follow(next).isPresent();
    if (known) {
      return new Outcome.Accepted();
    }
    stores
        .link()
        .raise(
            Alarms.UNKNOWN_KEY,
            delivery.peer().value(),
            "an anchor that the peer's officers did not introduce",
            clock.instant());
    return new Outcome.Refused(
        Refusal.of(
            "ctl.keys-not-introduced",
            "لم يقدّم ضباطُ الهوية هذه المفاتيح",
            "the officers of the identity key did not introduce these keys"));
  }

  private Outcome reopening(Delivery delivery, JsonObjectReader in) {
    Reopening wanted = Reopening.read(in.string("reopening"));
    in.end();
    boolean between =
        wanted.origin().from().equals(delivery.peer())
            || wanted.origin().to().equals(delivery.peer());
    Optional<String> flaw =
        between ? epochs.flaw(wanted) : Optional.of("not a lane between the two nodes");
    if (flaw.isPresent()) {
      return new Outcome.Refused(
          Refusal.of(
              "ctl.reopening",
              "لا يمكن فتح الحقبة التالية: " + flaw.get(),
              "the next epoch cannot be opened: " + flaw.get()));
    }
    epochs.stated(wanted, false);
    return new Outcome.Accepted();
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
      if (held.isPresent() && held.get().role() != LogRole.AUDIT) {
        stores.logs().anchored(origin, size, delivery.id());
      }
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
