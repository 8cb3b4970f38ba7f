package org.wasl.border.linking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.border.linking.Anchor.Succession;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;

/// The anchors of one node, oldest first. Each was introduced by the identity key of the one before
/// it; in the overlap the keys of both speak, afterwards those of the later one alone.
///
/// @param anchors at least one, at most [#MAX_ANCHORS]
public record KeyHistory(List<Anchor> anchors) {
  /// A change a week for nine years.
  public static final int MAX_ANCHORS = 500;

  public KeyHistory {
    anchors = List.copyOf(anchors);
    if (anchors.isEmpty() || anchors.size() > MAX_ANCHORS) {
      throw new IllegalArgumentException("not a history of 1 to " + MAX_ANCHORS + " anchors");
    }
  }

  public static KeyHistory of(Anchor first) {
    return new KeyHistory(List.of(first));
  }

  public Anchor newest() {
    return anchors.getLast();
  }

  /// This history with one more anchor, if the newest one's officers introduced it.
  ///
  /// @return nothing when they did not
  public Optional<KeyHistory> followedBy(Anchor next) {
    boolean introduced =
        next.node().equals(newest().node())
            && next.party().equals(newest().party())
            && next.succession().isPresent()
            && next.validFrom().isAfter(newest().validFrom())
            && next.isSignedBy(newest().identity())
            && anchors.size() < MAX_ANCHORS;
    if (!introduced) {
      return Optional.empty();
    }
    List<Anchor> longer = new ArrayList<>(anchors);
    longer.add(next);
    return Optional.of(new KeyHistory(longer));
  }

  /// Until when the keys of an anchor speak: the earliest end that a later anchor set.
  public Instant end(Anchor anchor) {
    return anchors.subList(anchors.indexOf(anchor) + 1, anchors.size()).stream()
        .flatMap(later -> later.succession().stream())
        .map(Succession::earlierUntil)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /// Whether a later anchor says that keys of this one may be in other hands.
  public boolean isCompromised(Anchor anchor) {
    return anchors.subList(anchors.indexOf(anchor) + 1, anchors.size()).stream()
        .flatMap(later -> later.succession().stream())
        .anyMatch(each -> each.reason() == Succession.Reason.COMPROMISE);
  }

  /// The anchors whose keys speak at a time, newest first.
  public List<Anchor> speakingAt(Instant time) {
    return anchors.reversed().stream().filter(each -> time.isBefore(end(each))).toList();
  }

  /// Checks the lines of this node's log keys, as they speak at a time.
  public KeyRing.Verdict checkLog(SignedNote note, Instant time) {
    return check(speakingAt(time), Anchor::logRing, note);
  }

  /// Checks the lines of this node's mirror keys, as they speak at a time.
  public KeyRing.Verdict checkMirror(SignedNote note, Instant time) {
    return check(speakingAt(time), Anchor::mirrorRing, note);
  }

  /// Checks what this node once signed, whether its keys still speak or not.
  public KeyRing.Verdict checkOldLog(SignedNote note) {
    return check(anchors.reversed(), Anchor::logRing, note);
  }

  /// Checks what this node once cosigned, whether its keys still speak or not.
  public KeyRing.Verdict checkOldMirror(SignedNote note) {
    return check(anchors.reversed(), Anchor::mirrorRing, note);
  }

  private static KeyRing.Verdict check(
      List<Anchor> speaking, Function<Anchor, KeyRing> ring, SignedNote note) {
    KeyRing.Verdict first = new KeyRing.Verdict.Bad(KeyRing.Fault.NO_KEY_SPEAKS, "");
    for (int i = 0; i < speaking.size(); i++) {
      KeyRing.Verdict verdict = ring.apply(speaking.get(i)).check(note);
      if (verdict instanceof KeyRing.Verdict.Good) {
        return verdict;
      }
      first = i == 0 ? verdict : first;
    }
    return first;
  }

  /// The anchor whose mirror keys cosigned a note at the time that stands in the cosignature.
  public Optional<Anchor> cosignerOf(SignedNote note) {
    return anchors.reversed().stream()
        .filter(each ->
            each.mirrorRing().check(note) instanceof KeyRing.Verdict.Good(long time)
                && Instant.ofEpochSecond(time).isBefore(end(each)))
        .findFirst();
  }

  /// The signature lines of a note that are of this node's log keys.
  public List<SignedNote.Line> logLinesOf(SignedNote note) {
    return note.lines().stream()
        .filter(line ->
            anchors.stream()
                .flatMap(each -> each.logKeys().stream())
                .anyMatch(key -> key.claims(line)))
        .toList();
  }

  /// Whether any line of the note claims to be of one of these keys.
  public boolean knowsAnyLineOf(SignedNote note) {
    return anchors.stream().anyMatch(each -> each.knowsAnyLineOf(note));
  }

  /// The pins of the TLS keys that may stand on the line at a time.
  public Set<String> tlsPins(Instant time) {
    return speakingAt(time).stream().map(Anchor::tlsPin).collect(Collectors.toUnmodifiableSet());
  }
}
