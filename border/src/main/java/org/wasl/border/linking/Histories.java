package org.wasl.border.linking;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.wasl.border.NodeId;
import org.wasl.border.keeping.LinkStore;

/// The key histories that a node keeps: its own and those of its peers.
public final class Histories {
  private static final String PEER = "peer/";
  private static final String BEFORE = "peer-before/";
  private static final String OWN = "own-anchor/";

  private static final int MOST_READ = 256;

  private final LinkStore link;
  private final Map<String, Anchor> read = new ConcurrentHashMap<>();

  public Histories(LinkStore link) {
    this.link = link;
  }

  /// The newest anchor of each peer.
  public List<Anchor> peers() {
    return link.values(PEER).values().stream().map(this::anchor).toList();
  }

  public Optional<KeyHistory> find(NodeId node) {
    return link.value(PEER + node).map(this::anchor).map(this::of);
  }

  /// The history that leads to the newest anchor of a peer.
  public KeyHistory of(Anchor newest) {
    List<Anchor> all = new ArrayList<>();
    link.values(BEFORE + newest.node() + "/").values().forEach(text -> all.add(anchor(text)));
    all.add(link.value(PEER + newest.node()).map(this::anchor).orElse(newest));
    return new KeyHistory(all);
  }

  /// The TLS keys that a peer may show now.
  public Function<Anchor, Set<String>> pins(InstantSource clock) {
    return peer -> of(peer).tlsPins(clock.instant());
  }

  /// Makes an anchor the first of a new peer.
  public void pair(Anchor first) {
    link.setValue(PEER + first.node(), text(first));
  }

  /// Takes the next anchor of a known peer.
  ///
  /// @return the longer history, or nothing when the peer's officers did not introduce it
  public Optional<KeyHistory> follow(Anchor next) {
    Optional<KeyHistory> known = find(next.node());
    if (known.isPresent() && Arrays.equals(known.get().newest().bytes(), next.bytes())) {
      return known;
    }
    Optional<KeyHistory> longer = known.flatMap(each -> each.followedBy(next));
    longer.ifPresent(history -> {
      int place = history.anchors().size() - 2;
      Anchor before = history.anchors().get(place);
      link.setValue(BEFORE + next.node() + "/" + number(place), text(before));
      link.setValue(PEER + next.node(), text(next));
    });
    return longer;
  }

  /// This node's own history, with its present anchor as the newest.
  ///
  /// @throws IllegalStateException when the present anchor does not follow the one known before
  public KeyHistory own(Anchor present) {
    Map<String, String> known = link.values(OWN);
    if (known.isEmpty()) {
      link.setValue(OWN + number(0), text(present));
      return KeyHistory.of(present);
    }
    KeyHistory history = new KeyHistory(known.values().stream().map(this::anchor).toList());
    if (Arrays.equals(history.newest().bytes(), present.bytes())) {
      return history;
    }
    KeyHistory longer =
        history
            .followedBy(present)
            .orElseThrow(() ->
                new IllegalStateException(
                    "the anchor of this node was not introduced by the officers of the one before"));
    link.setValue(OWN + number(history.anchors().size()), text(present));
    return longer;
  }

  /// How many of this node's anchors a peer was told.
  public int told(NodeId peer) {
    return link.value("keys-told/" + peer).map(Integer::parseInt).orElse(0);
  }

  public void told(NodeId peer, int anchors) {
    link.setValue("keys-told/" + peer, Integer.toString(anchors));
  }

  private static String number(int place) {
    return "%04d".formatted(place);
  }

  /// Anchors are read over and over and change once in years.
  private Anchor anchor(String text) {
    Anchor known = read.get(text);
    if (known == null) {
      known = Anchor.read("anchor", text.getBytes(StandardCharsets.UTF_8));
      if (read.size() >= MOST_READ) {
        read.clear();
      }
      read.put(text, known);
    }
    return known;
  }

  private static String text(Anchor anchor) {
    return new String(anchor.bytes(), StandardCharsets.UTF_8);
  }
}
