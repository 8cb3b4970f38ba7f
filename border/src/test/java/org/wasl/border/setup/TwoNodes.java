package org.wasl.border.setup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Gate;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.exchange.PeerLine;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.store.MemoryStores;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.UuidV7;

/// Two paired nodes in memory with a line that can be cut, for tests.
public final class TwoNodes {
  public static final Lane NOTES = new Lane("notes");
  public static final MessageKind NOTE = new MessageKind("notes", "note", 1);

  /// A lane with much to carry.
  public static final Lane BULK = new Lane("bulk");

  private final List<Lane> lanes;
  public final Side aa;
  public final Side bb;
  public boolean cut;

  /// Parts of a large body after which the line is cut; not cut when 0.
  public int partsUntilCut;

  public Instant now = Instant.parse("2026-09-01T06:00:00Z");

  /// One node with what its service heard.
  public final class Side {
    public final Officer officer;
    public NodeKeys keys;
    public Anchor anchor;
    public final List<String> heard = new ArrayList<>();
    public final List<String> recalled = new ArrayList<>();
    public Stores stores;
    public BorderNode border;
    public boolean failing;
    public Set<MessageKind> kinds = Set.of(NOTE);

    /// By how much this side's clock is ahead of the right one.
    public Duration ahead = Duration.ZERO;

    private final Map<NodeId, Side> others = new HashMap<>();
    private final Set<NodeId> recorded = new HashSet<>();

    Side(String name, Stores fresh) {
      SecureRandom random = new SecureRandom();
      this.keys = NodeKeys.make(new NodeId("node." + name), random);
      this.officer = Officer.make(random);
      this.anchor =
          officer.sign(
              new Anchor(
                  keys.node(),
                  new PartyId(name),
                  "memory:" + name,
                  "",
                  keys.logVerifiers(),
                  keys.mirrorVerifiers(),
                  now,
                  new Anchor.Identity(1, List.of(officer.publicKey())),
                  List.of()));
      this.stores = fresh;
      this.border = start(stores);
    }

    public BorderNode start(Stores on) {
      InstantSource clock = () -> now.plus(ahead);
      SecureRandom random = new SecureRandom();
      return new BorderNode(
          new BorderNode.Parts(
              anchor,
              keys,
              on,
              new OpenGate(),
              lanes,
              new Line(),
              clock,
              random,
              new UuidV7(clock, random)),
          _ -> lanes.stream().<MessageHandler>map(Ear::new).toList());
    }

    public void restart(Stores on) {
      stores = on;
      border = start(on);
    }

    /// New keys that this side's officer introduces; the old ones sign beside them as long as they
    /// speak. Starts the node anew.
    public void changeKeys(Anchor.Succession succession) {
      NodeKeys next = NodeKeys.make(keys.node(), new SecureRandom());
      anchor = officer.sign(nextAnchor(next, succession));
      keys = keys.with(next);
      restart(stores);
    }

    public Anchor nextAnchor(NodeKeys next, Anchor.Succession succession) {
      return new Anchor(
          next.node(),
          anchor.party(),
          anchor.url(),
          "",
          next.logVerifiers(),
          next.mirrorVerifiers(),
          now,
          anchor.identity(),
          Optional.of(succession),
          List.of());
    }

    public Outbox.Submission say(Side to, String text) {
      return say(to, text, Optional.empty(), Optional.empty());
    }

    /// Says something on another lane than that of the notes.
    public Outbox.Submission say(Lane lane, Side to, byte[] body) {
      return submit(to, kindOf(lane), DataClass.BUSINESS, Optional.empty(), Optional.empty(), body);
    }

    public Outbox.Submission say(
        Side to, String text, Optional<Instant> expiry, Optional<LegalGround> ground) {
      return submit(
          to,
          NOTE,
          ground.isPresent() ? DataClass.PERSONAL : DataClass.BUSINESS,
          ground,
          expiry,
          text.getBytes(StandardCharsets.UTF_8));
    }

    private Outbox.Submission submit(
        Side to,
        MessageKind kind,
        DataClass dataClass,
        Optional<LegalGround> ground,
        Optional<Instant> expiry,
        byte[] body) {
      Draft draft =
          new Draft(
              to.keys.node(),
              kind,
              new OrganisationId("org.aa"),
              new OrganisationId("org.bb"),
              dataClass,
              ground,
              Optional.empty(),
              expiry,
              "text/plain",
              body);
      return border.transactions().within(() -> border.outbox().submit(draft));
    }

    /// Begins anew with nothing but a peer whose traffic was recorded and who answers no question.
    public void beginWith(Anchor sender) {
      recorded.add(sender.node());
      restart(MemoryStores.make(new MemoryTransactions()));
      border.pair(sender);
    }

    /// What two persons of this side decided.
    public void reopen(Reopening reopening) {
      Optional<String> flaw = border.transactions().within(() -> border.reopen(reopening));
      if (flaw.isPresent()) {
        throw new IllegalStateException(flaw.get());
      }
    }

    private final class Ear implements MessageHandler {
      private final Lane lane;

      Ear(Lane lane) {
        this.lane = lane;
      }

      @Override
      public Lane lane() {
        return lane;
      }

      @Override
      public Set<MessageKind> kinds() {
        return lane.equals(NOTES) ? kinds : Set.of(kindOf(lane));
      }

      @Override
      public Outcome handle(Delivery delivery) {
        if (failing) {
          throw new IllegalStateException("the service is ill");
        }
        String text =
            delivery.content() instanceof Content.Present(byte[] body)
                ? new String(body, StandardCharsets.UTF_8)
                : "(absent)";
        if (text.startsWith("refuse")) {
          return new Outcome.Refused(Refusal.of("notes.no", "لا", "no"));
        }
        heard.add(text);
        return new Outcome.Accepted();
      }

      @Override
      public void recall(Delivery own) {
        recalled.add(
            own.content() instanceof Content.Present(byte[] body)
                ? new String(body, StandardCharsets.UTF_8)
                : "(absent)");
      }
    }

    private final class Line implements PeerLine {
      private BorderNode other(Anchor peer) {
        Side side = others.get(peer.node());
        if (cut || side == null) {
          throw new UnreachableException("the line is cut");
        }
        return side.border;
      }

      @Override
      public Reply send(Anchor peer, Update update) {
        return other(peer).receive(anchor, update);
      }

      @Override
      public Standing standing(Anchor peer, String origin) {
        if (recorded.contains(peer.node())) {
          return new Standing(0, Optional.empty());
        }
        return other(peer).standing(anchor, origin).orElse(new Standing(0, Optional.empty()));
      }

      @Override
      public long staged(Anchor peer, String commitment) {
        return other(peer).staged(anchor, commitment);
      }

      @Override
      public long stage(Anchor peer, String commitment, long offset, byte[] part) {
        if (--partsUntilCut == 0) {
          cut = true;
        }
        return other(peer).stage(anchor, commitment, offset, part);
      }

      @Override
      public List<StoredEntry> fetch(Anchor peer, String origin, long from) {
        return other(peer).fetch(anchor, origin, from);
      }
    }
  }

  private static MessageKind kindOf(Lane lane) {
    return new MessageKind(lane.value(), "note", 1);
  }

  /// Lets everything through; the shipped policies have their own tests.
  static final class OpenGate implements Gate {
    @Override
    public Optional<Refusal> refusesToSend(
        MessageKind kind, DataClass dataClass, Optional<LegalGround> ground) {
      return Optional.empty();
    }

    @Override
    public Optional<Refusal> refusesToAccept(
        MessageKind kind, DataClass dataClass, Optional<LegalGround> ground) {
      return kind.type().equals("forbidden") || dataClass == DataClass.PERSONAL
          ? Optional.of(Refusal.of("policy.kind", "ممنوع", "forbidden"))
          : Optional.empty();
    }

    @Override
    public List<String> accepts() {
      return List.of("notes.note/1 business", "notes.note/1 personal", "bulk.note/1 business");
    }
  }

  public TwoNodes() {
    this(() -> MemoryStores.make(new MemoryTransactions()));
  }

  /// @param fresh makes the empty stores of a node
  public TwoNodes(Supplier<Stores> fresh) {
    this(fresh, List.of(NOTES));
  }

  /// @param fresh makes the empty stores of a node
  /// @param lanes in the order in which they take turns
  public TwoNodes(Supplier<Stores> fresh, List<Lane> lanes) {
    this.lanes = lanes;
    aa = new Side("aa", fresh.get());
    bb = new Side("bb", fresh.get());
    aa.others.put(bb.keys.node(), bb);
    bb.others.put(aa.keys.node(), aa);
    aa.border.pair(bb.anchor);
    bb.border.pair(aa.anchor);
  }

  /// Lets both nodes work until nothing moves.
  public void settle() {
    for (int i = 0; i < 10_000; i++) {
      boolean moved = aa.border.step(bb.anchor) | bb.border.step(aa.anchor);
      if (!moved) {
        return;
      }
    }
    throw new IllegalStateException("the nodes do not come to rest");
  }
}
