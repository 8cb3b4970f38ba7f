package org.wasl.border.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Draft;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.Outbox.Submission;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LinkStore;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.StoredTree;
import org.wasl.border.keeping.Stores;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Anchor.Succession;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.linking.NodeKeys;
import org.wasl.border.linking.Officer;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.recovering.StartGuard;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.sending.Sequencer;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.json.Json;

/// The rules of the border, sentence by sentence, for every kind of store.
public abstract class BorderRulesContract {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private final TwoNodes nodes = new TwoNodes(this::stores);

  /// Empty stores of one node.
  protected abstract Stores stores();

  private LogState aaLog() {
    return nodes.aa.stores.logs().find(LOG).orElseThrow();
  }

  private LogState bbMirror() {
    return nodes.bb.stores.logs().find(LOG).orElseThrow();
  }

  private MessageId said(String text) {
    return assertInstanceOf(Submission.Queued.class, nodes.aa.say(nodes.bb, text)).id();
  }

  private void requireSameLogs() {
    assertEquals(nodes.aa.border.roots().get(LOG), nodes.bb.border.roots().get(LOG));
  }

  @Test
  void aMessageIsHeardOnceCountersignedAndAnswered() {
    MessageId id = said("hello");
    nodes.settle();
    assertEquals(List.of("hello"), nodes.bb.heard);
    assertEquals(Optional.of("accepted"), nodes.aa.stores.logs().outcome(id));
    requireSameLogs();
    SignedNote receipt = SignedNote.read(aaLog().cosigned().orElseThrow());
    assertInstanceOf(
        KeyRing.Verdict.Good.class,
        nodes.bb.anchor.mirrorRing().check(receipt),
        "Ed25519 and ML-DSA");
    assertInstanceOf(KeyRing.Verdict.Good.class, nodes.aa.anchor.logRing().check(receipt));
  }

  @Test
  void ordersIsKeptAndIndexesHaveNoGaps() {
    for (int i = 0; i < 2_500; i++) {
      said("note " + i);
    }
    nodes.settle();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      expected.add("note " + i);
    }
    assertEquals(expected, nodes.bb.heard);
    assertEquals(2_500, bbMirror().size());
    requireSameLogs();
  }

  @Test
  void whatIsNotCommittedNeverWasSent() {
    assertThrows(
        IllegalStateException.class,
        () ->
            nodes
                .aa
                .border
                .transactions()
                .within(() -> {
                  said("never");
                  throw new IllegalStateException("the service failed after submitting");
                }));
    nodes.settle();
    assertTrue(nodes.bb.heard.isEmpty());
  }

  @Test
  void nothingIsSubmittedOutsideATransaction() {
    Draft draft =
        Draft.plain(
            nodes.bb.keys.node(),
            TwoNodes.NOTE,
            new OrganisationId("org.aa"),
            new OrganisationId("org.bb"),
            DataClass.BUSINESS,
            "text/plain",
            new byte[0]);
    assertThrows(IllegalStateException.class, () -> nodes.aa.border.outbox().submit(draft));
  }

  @Test
  void aRefusalIsAMessageWithItsCodeAndTheLaneGoesOn() {
    MessageId refused = said("refuse this");
    MessageId accepted = said("then this");
    nodes.settle();
    assertEquals(Optional.of("refused notes.no"), nodes.aa.stores.logs().outcome(refused));
    assertEquals(Optional.of("accepted"), nodes.aa.stores.logs().outcome(accepted));
  }

  @Test
  void aKindThatThePeerDoesNotAcceptIsRefusedBeforeItIsQueued() {
    nodes.settle(); // the accept lists crossed
    Submission submission =
        nodes
            .aa
            .border
            .transactions()
            .within(() ->
                nodes
                    .aa
                    .border
                    .outbox()
                    .submit(
                        Draft.plain(
                            nodes.bb.keys.node(),
                            new MessageKind("notes", "forbidden", 1),
                            new OrganisationId("org.aa"),
                            new OrganisationId("org.bb"),
                            DataClass.BUSINESS,
                            "text/plain",
                            new byte[0])));
    assertEquals(
        "border.peer-does-not-accept",
        assertInstanceOf(Submission.Refused.class, submission).refusal().code());
  }

  @Test
  void anIllServiceGetsItsMessagesAgainAndAfterFiveTriesTheSenderIsTold() {
    nodes.bb.failing = true;
    MessageId id = said("poison");
    nodes.settle();
    assertEquals(Optional.of("refused border.not-processed"), nodes.aa.stores.logs().outcome(id));
    nodes.bb.failing = false;
    said("after");
    nodes.settle();
    assertEquals(List.of("after"), nodes.bb.heard);
    assertTrue(
        nodes.bb.border.alarms(10).stream().anyMatch(alarm -> alarm.code().equals("poison")));
  }

  @Test
  void whileTheLineIsCutMessagesWaitAndThenGoOnce() {
    nodes.settle();
    nodes.cut = true;
    for (int i = 0; i < 3_000; i++) {
      said("note " + i);
    }
    nodes.aa.border.step(nodes.bb.anchor);
    assertTrue(
        nodes.aa.border.alarms(10).stream().anyMatch(alarm -> alarm.code().equals("unreachable")));
    nodes.cut = false;
    nodes.settle();
    assertEquals(3_000, nodes.bb.heard.size());
    assertTrue(
        nodes.aa.border.alarms(10).stream()
            .filter(alarm -> alarm.code().equals("unreachable"))
            .allMatch(alarm -> alarm.ended().isPresent()));
  }

  @Test
  void aRepeatedUpdateIsCosignedAgainAndHandedOverOnce() {
    said("once");
    nodes.settle();
    List<StoredEntry> entries = nodes.aa.stores.logs().entries(LOG, 0, 10, 1 << 20);
    Update again =
        new Update(
            LOG,
            0,
            aaLog().checkpoint().orElseThrow(),
            entries.stream().map(e -> new Update.Part(e.entry(), e.body())).toList());
    Reply reply = nodes.bb.border.receive(nodes.aa.anchor, again);
    assertEquals(1, assertInstanceOf(Reply.Cosigned.class, reply).size());
    nodes.settle();
    assertEquals(List.of("once"), nodes.bb.heard);
  }

  @Test
  void aGapIsAnsweredWithWhereTheMirrorStands() {
    nodes.settle();
    Update early = signedUpdate(5, "later");
    Reply reply = nodes.bb.border.receive(nodes.aa.anchor, early);
    assertEquals(new Reply.StandsAt(0), reply);
  }

  @Test
  void noiseNeverFreezesALane() {
    nodes.settle();
    Update good = signedUpdate(0, "x");
    byte[] note = good.checkpoint().clone();
    note[note.length - 20] ^= 1;
    Reply reply =
        nodes.bb.border.receive(nodes.aa.anchor, new Update(LOG, 0, note, good.entries()));
    assertInstanceOf(Reply.Refused.class, reply);
    assertTrue(bbMirror().frozen().isEmpty());
    assertEquals(List.of(Alarms.BAD_SIGNATURE), standing(nodes.bb));
    said("still works");
    nodes.settle();
    assertEquals(List.of(), standing(nodes.bb), "a true signature ends it");
    assertEquals(List.of("still works"), nodes.bb.heard);
  }

  @Test
  void aCorrectlySignedConflictFreezesTheLaneAndKeepsBothNotes() {
    said("the true one");
    nodes.settle();
    Reply reply = nodes.bb.border.receive(nodes.aa.anchor, signedUpdate(0, "the other one"));
    assertEquals("fork", assertInstanceOf(Reply.Refused.class, reply).code());
    assertTrue(bbMirror().frozen().isPresent());
    String held = nodes.bb.stores.link().value("fork/" + LOG + "/held").orElseThrow();
    String received = nodes.bb.stores.link().value("fork/" + LOG + "/received").orElseThrow();
    for (String note : List.of(held, received)) {
      assertInstanceOf(
          KeyRing.Verdict.Good.class,
          nodes.aa.anchor.logRing().check(SignedNote.read(note.getBytes(StandardCharsets.UTF_8))));
    }
    assertTrue(nodes.bb.border.alarms(10).stream().anyMatch(alarm -> alarm.code().equals("fork")));
  }

  @Test
  void aBodyThatIsNotTheCommittedOneIsRefused() {
    nodes.settle();
    Update good = signedUpdate(0, "x");
    Update.Part part = good.entries().getFirst();
    StoredEntry.Body.Held body = (StoredEntry.Body.Held) part.body().orElseThrow();
    Update.Part forged =
        new Update.Part(
            part.entry(), new StoredEntry.Body.Held(body.salt(), new byte[body.bytes().length]));
    Reply reply =
        nodes.bb.border.receive(
            nodes.aa.anchor, new Update(LOG, 0, good.checkpoint(), List.of(forged)));
    assertEquals("malformed", assertInstanceOf(Reply.Refused.class, reply).code());
    assertEquals(0, bbMirror().size());
  }

  @Test
  void anEntryWithAFlippedByteDoesNotLeadToTheSignedRootAndIsRefusedAsAFork() {
    nodes.settle();
    Update good = signedUpdate(0, "x");
    Update.Part part = good.entries().getFirst();
    byte[] entry = part.entry().clone();
    // the last digit of the message's id: still an entry, and still one that commits to the body
    int digit = new String(entry, StandardCharsets.UTF_8).indexOf("\"id\":\"") + 41;
    entry[digit] ^= 1;
    Reply reply =
        nodes.bb.border.receive(
            nodes.aa.anchor,
            new Update(LOG, 0, good.checkpoint(), List.of(new Update.Part(entry, part.body()))));
    Reply.Refused refused = assertInstanceOf(Reply.Refused.class, reply);
    assertEquals("fork", refused.code());
    assertEquals("the entries do not lead to the signed root", refused.detail());
    assertEquals(0, bbMirror().size());
    assertEquals(0, bbMirror().cosignedSize());
    assertTrue(
        nodes.bb.border.alarms(10).stream()
            .anyMatch(alarm -> alarm.code().equals(Alarms.FORK) && alarm.subject().equals(LOG)));
    assertEquals(
        new String(good.checkpoint(), StandardCharsets.UTF_8),
        nodes.bb.stores.link().value("fork/" + LOG + "/received").orElseThrow());
  }

  @Test
  void aPeerCannotWriteAnothersLog() {
    nodes.settle();
    Reply reply = nodes.bb.border.receive(nodes.bb.anchor, signedUpdate(0, "x"));
    assertEquals("unknown-log", assertInstanceOf(Reply.Refused.class, reply).code());
  }

  @Test
  void aNodeThatLostEverythingIsRebuiltByteForByteFromItsPeerBeforeItSigns() {
    for (int i = 0; i < 1_700; i++) {
      said("note " + i);
    }
    nodes.settle();
    String before = nodes.aa.border.roots().get(LOG);
    nodes.aa.restart(stores());
    nodes.aa.border.pair(nodes.bb.anchor);
    nodes.settle();
    assertEquals(before, nodes.aa.border.roots().get(LOG));
    said("after the loss");
    nodes.settle();
    assertEquals("after the loss", nodes.bb.heard.getLast());
    assertEquals(1_701, nodes.bb.heard.size());
    requireSameLogs();
    assertTrue(nodes.aa.border.alarms(10).stream().noneMatch(a -> a.code().equals("fork")));
  }

  @Test
  void whatWasSentAfterTheBackupIsRecalledInOrderAndNotSentAgain() {
    said("first");
    MessageId second = said("second");
    nodes.settle();
    StoredEntry sent = nodes.aa.stores.logs().entries(LOG, 1, 1, 1 << 20).getFirst();
    StoredEntry.Body.Held body = assertInstanceOf(StoredEntry.Body.Held.class, sent.body());
    Stores backup = stores();
    backup
        .transactions()
        .within(() -> {
          backup.logs().open(LOG, LogRole.OUTGOING);
          backup.outbox().add(LOG, second, sent.entry(), body.salt(), body.bytes());
        });
    nodes.aa.restart(backup);
    nodes.aa.border.pair(nodes.bb.anchor);
    nodes.settle();
    assertEquals(List.of("first", "second"), nodes.aa.recalled);
    assertEquals(List.of("first", "second"), nodes.bb.heard);
    assertEquals(2, aaLog().size());
    requireSameLogs();
  }

  @Test
  void afterARestoreNothingIsApprovedUntilThePeerShowedWhatWasSent() {
    nodes.settle();
    Stores kept = nodes.aa.stores;
    kept.transactions().within(() -> StartGuard.restored(kept.link()));
    nodes.aa.restart(kept);
    nodes.aa.border.approvals().effect("test.bind", (_, _) -> new Decision.Done());
    Proposal proposal =
        nodes.aa.border.approvals().propose("test.bind", Json.Obj.with().end(), person("one"));
    nodes.cut = true;
    nodes.aa.border.step(nodes.bb.anchor);
    Decision held = nodes.aa.border.approvals().approve(proposal.id(), person("two"));
    assertEquals(
        "border.restored", assertInstanceOf(Decision.Refused.class, held).refusal().code());
    nodes.cut = false;
    nodes.settle();
    assertInstanceOf(
        Decision.Done.class, nodes.aa.border.approvals().approve(proposal.id(), person("two")));
  }

  private static Person person(String name) {
    return new Person(name, new OrganisationId("aa.office"));
  }

  @Test
  void afterAStartNothingIsSequencedUntilThePeerWasAsked() {
    nodes.settle();
    nodes.aa.restart(nodes.aa.stores);
    nodes.cut = true;
    said("waits");
    for (int i = 0; i < 5; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    assertEquals(0, aaLog().size());
    nodes.cut = false;
    nodes.settle();
    assertEquals(List.of("waits"), nodes.bb.heard);
  }

  @Test
  void aFullDiskTakesNothingNewKeepsWhatIsThereAndGoesOnWhenThereIsRoom() {
    said("before");
    nodes.settle();
    nodes.bb.border.alarm(Alarms.DISK, "node.bb", Optional.of("1 MiB free"));
    said("waits at the sender");
    for (int i = 0; i < 5; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    assertEquals(List.of("before"), nodes.bb.heard);
    assertEquals(1, nodes.bb.border.fetch(nodes.aa.anchor, LOG, 0).size());
    Submission refused = nodes.bb.say(nodes.aa, "not taken");
    assertEquals(
        "border.disk-full", assertInstanceOf(Submission.Refused.class, refused).refusal().code());
    nodes.bb.border.alarm(Alarms.DISK, "node.bb", Optional.empty());
    nodes.settle();
    assertEquals(List.of("before", "waits at the sender"), nodes.bb.heard);
    requireSameLogs();
  }

  @Test
  void whatIsThereIsHandedOverOnlyOnceThereIsRoomForWhatItLeadsTo() {
    nodes.settle();
    said("on its way");
    while (nodes.aa.border.send(nodes.bb.anchor, TwoNodes.NOTES)) {
      // until the peer holds it
    }
    nodes.bb.border.alarm(Alarms.DISK, "node.bb", Optional.of("1 MiB free"));
    assertEquals(1, nodes.bb.border.fetch(nodes.aa.anchor, LOG, 0).size());
    assertFalse(nodes.bb.border.handOver(nodes.aa.anchor, TwoNodes.NOTES));
    assertEquals(List.of(), nodes.bb.heard);
    nodes.bb.border.alarm(Alarms.DISK, "node.bb", Optional.empty());
    nodes.settle();
    assertEquals(List.of("on its way"), nodes.bb.heard);
    requireSameLogs();
  }

  @Test
  void lanesShareTheLinkFairly() {
    TwoNodes busy = new TwoNodes(this::stores, List.of(TwoNodes.BULK, TwoNodes.NOTES));
    busy.settle();
    int backlog = 5 * Update.MAX_ENTRIES;
    busy.aa
        .border
        .transactions()
        .within(() -> {
          for (int i = 0; i < backlog; i++) {
            assertInstanceOf(
                Submission.Queued.class, busy.aa.say(TwoNodes.BULK, busy.bb, new byte[] {1}));
          }
        });
    String bulk = "wasl/node.aa/node.bb/bulk/1";
    long carried = 0;
    for (int round = 1; round <= 4; round++) {
      busy.aa.say(busy.bb, "note " + round);
      busy.aa.border.step(busy.bb.anchor);
      busy.bb.border.step(busy.aa.anchor);
      // the citizen's request is there in the round in which it was made
      assertEquals("note " + round, busy.bb.heard.getLast());
      // and the backlog moves by a batch a round, no more
      long now = busy.aa.stores.logs().find(bulk).orElseThrow().cosignedSize();
      assertTrue(now > carried && now - carried <= Update.MAX_ENTRIES, carried + " to " + now);
      carried = now;
    }
    assertTrue(carried < backlog);
  }

  @Test
  void aBatchHoldsAtMostAThousandEntriesOrEightMebibytesUnderOneSignature() {
    TwoNodes busy = new TwoNodes(this::stores, List.of(TwoNodes.BULK));
    busy.settle();
    busy.cut = true;
    busy.aa
        .border
        .transactions()
        .within(() -> {
          for (int i = 0; i < Update.MAX_ENTRIES + 1; i++) {
            busy.aa.say(TwoNodes.BULK, busy.bb, new byte[] {1});
          }
          for (int i = 0; i < 9; i++) {
            busy.aa.say(TwoNodes.BULK, busy.bb, new byte[1_000_000]);
          }
        });
    for (int i = 0; i < 6; i++) {
      busy.aa.border.step(busy.bb.anchor);
    }
    String log = "wasl/node.aa/node.bb/bulk/1";
    long first = busy.aa.stores.logs().nextCheckpoint(log, 0).orElseThrow().size();
    assertEquals(1_000, first);
    // the one that is left, and eight of a million bytes: a ninth would not fit into 8 MiB
    long second = busy.aa.stores.logs().nextCheckpoint(log, first).orElseThrow().size();
    assertEquals(1_009, second);
    assertEquals(1_010, busy.aa.stores.logs().nextCheckpoint(log, second).orElseThrow().size());
  }

  @Test
  void aSecondSequencerThatHoldsAStaleSizeIsRefusedAndChangesNothing() {
    nodes.settle();
    LogState stale = aaLog();
    said("of the first sequencer");
    assertTrue(nodes.aa.border.sequence(nodes.bb.anchor, TwoNodes.NOTES));
    LogState after = aaLog();
    List<LogStore.NewEntry> other =
        List.of(
            new LogStore.NewEntry(
                new byte[] {1},
                Hash.leaf(new byte[] {1}),
                Optional.empty(),
                new StoredEntry.Body.Absent(AbsenceReason.ERASED),
                nodes.now));
    Growth growth = Growth.of(stale.frontier(), other);
    boolean appended =
        nodes
            .aa
            .stores
            .transactions()
            .within(() ->
                nodes
                    .aa
                    .stores
                    .logs()
                    .append(LOG, stale.size(), other, growth.subtrees(), growth.frontier()));
    assertFalse(appended);
    assertEquals(after.size(), aaLog().size());
    assertEquals(after.frontier().root(), aaLog().frontier().root());
    assertEquals(1, nodes.aa.stores.logs().entries(LOG, 0, 10, Long.MAX_VALUE).size());
  }

  @Test
  void aSequencerThatFindsItselfTheSecondStopsAndItsMessagesWait() {
    nodes.settle();
    LogState stale = aaLog();
    said("one");
    assertTrue(nodes.aa.border.sequence(nodes.bb.anchor, TwoNodes.NOTES));
    said("two");
    Sequencer second = new Sequencer(withLogs(logsThatShow(stale)), nodes.aa.keys, () -> nodes.now);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> second.step(LOG));
    assertEquals("a second sequencer wrote to " + LOG, refused.getMessage());
    assertEquals(1, aaLog().size());
    assertEquals(1, aaLog().checkpointSize());
    nodes.settle();
    assertEquals(List.of("one", "two"), nodes.bb.heard);
  }

  private Stores withLogs(LogStore logs) {
    Stores own = nodes.aa.stores;
    return new Stores(
        own.transactions(), logs, own.outbox(), own.staging(), own.link(), own.proposals());
  }

  /// The logs as a sequencer sees them that was held up since it read their state.
  private LogStore logsThatShow(LogState stale) {
    LogStore own = nodes.aa.stores.logs();
    return (LogStore)
        Proxy.newProxyInstance(
            LogStore.class.getClassLoader(),
            new Class<?>[] {LogStore.class},
            (_, method, arguments) ->
                method.getName().equals("find")
                    ? Optional.of(stale)
                    : method.invoke(own, arguments));
  }

  @Test
  void aPausedLaneHoldsOnThisSideAndGoesOnLater() {
    nodes.settle();
    nodes.aa.border.pause(LOG, true);
    said("held");
    nodes.settle();
    assertTrue(nodes.bb.heard.isEmpty());
    nodes.aa.border.pause(LOG, false);
    nodes.settle();
    assertEquals(List.of("held"), nodes.bb.heard);
  }

  @Test
  void thePeersPauseHoldsTooAndRaisesNoAlarm() {
    nodes.settle();
    nodes.bb.border.pause(LOG, true);
    said("held");
    nodes.settle();
    assertTrue(nodes.bb.heard.isEmpty());
    assertTrue(nodes.aa.border.alarms(10).stream().allMatch(alarm -> alarm.ended().isPresent()));
    nodes.bb.border.pause(LOG, false);
    nodes.settle();
    assertEquals(List.of("held"), nodes.bb.heard);
  }

  @Test
  void theHourlyCommitmentNamesTheCheckpointsOfAllLanes() {
    said("x");
    nodes.settle();
    nodes.aa.border.anchorAll();
    nodes.settle();
    assertEquals(
        Optional.of(aaLog().size() + " " + aaLog().frontier().root()),
        nodes.bb.stores.link().value("anchored/node.aa/" + LOG));
  }

  @Test
  void changedKeysAreIntroducedByTheOfficersAndSignBesideTheOldOnesInTheOverlap() {
    said("before");
    nodes.settle();
    Instant end = nodes.now.plus(Duration.ofDays(30));
    nodes.now = nodes.now.plusSeconds(60);
    Anchor before = nodes.aa.anchor;
    nodes.aa.changeKeys(new Succession(end, Succession.Reason.ROLLOVER));
    said("in the overlap");
    nodes.settle();
    assertEquals(List.of("before", "in the overlap"), nodes.bb.heard);
    KeyHistory known = nodes.bb.border.historyOf(nodes.aa.anchor);
    assertEquals(List.of(before, nodes.aa.anchor), known.anchors());
    SignedNote note = SignedNote.read(aaLog().cosigned().orElseThrow());
    for (Anchor each : known.anchors()) {
      assertInstanceOf(KeyRing.Verdict.Good.class, each.logRing().check(note));
    }
    assertInstanceOf(KeyRing.Verdict.Good.class, known.checkLog(note, end.minusSeconds(1)));
  }

  @Test
  void afterTheOverlapTheOldKeysSpeakNoMore() {
    nodes.settle();
    NodeKeys old = nodes.aa.keys;
    Instant end = nodes.now.plus(Duration.ofDays(30));
    nodes.now = nodes.now.plusSeconds(60);
    nodes.aa.changeKeys(new Succession(end, Succession.Reason.ROLLOVER));
    nodes.settle();
    nodes.now = end.plusSeconds(1);
    Update byOldKeys = signedUpdate(0, "by whoever found the old keys", old);
    Reply reply = nodes.bb.border.receive(nodes.aa.anchor, byOldKeys);
    assertEquals("bad-signature", assertInstanceOf(Reply.Refused.class, reply).code());
    nodes.aa.restart(nodes.aa.stores);
    said("by the new keys alone");
    nodes.settle();
    assertEquals(List.of("by the new keys alone"), nodes.bb.heard);
    SignedNote note = SignedNote.read(aaLog().checkpoint().orElseThrow());
    assertEquals(2, note.lines().size(), "Ed25519 and ML-DSA-44 of the new keys");
  }

  @Test
  void aLeakedKeyIsRevokedByFileAndWhatWaitedGoesOutUnderTheNewKeys() {
    said("before");
    nodes.settle();
    nodes.cut = true;
    said("signed by the old keys and not yet delivered");
    nodes.aa.border.step(nodes.bb.anchor);
    assertEquals(2, aaLog().checkpointSize());
    nodes.now = nodes.now.plusSeconds(60);
    NodeKeys leaked = nodes.aa.keys;
    nodes.aa.changeKeys(new Succession(nodes.now, Succession.Reason.COMPROMISE));
    nodes.cut = false;
    assertTrue(nodes.bb.border.follow(nodes.aa.anchor));
    Reply forged = nodes.bb.border.receive(nodes.aa.anchor, signedUpdate(1, "forged", leaked));
    assertEquals("bad-signature", assertInstanceOf(Reply.Refused.class, forged).code());
    nodes.settle();
    assertEquals(2, nodes.bb.heard.size());
    requireSameLogs();
  }

  @Test
  void keysThatTheOfficersDidNotIntroduceAreRefusedAndRaiseAnAlarm() {
    nodes.settle();
    nodes.now = nodes.now.plusSeconds(60);
    NodeKeys thief = NodeKeys.make(nodes.aa.keys.node(), new SecureRandom());
    Succession now = new Succession(nodes.now, Succession.Reason.COMPROMISE);
    Anchor unsigned = nodes.aa.nextAnchor(thief, now);
    Officer stranger = Officer.make(new SecureRandom());
    Anchor signed = stranger.sign(unsigned, new Anchor.Identity(1, List.of(stranger.publicKey())));
    assertFalse(nodes.bb.border.follow(unsigned));
    assertFalse(nodes.bb.border.follow(signed));
    assertTrue(
        nodes.bb.border.alarms(10).stream().anyMatch(alarm -> alarm.code().equals("unknown-key")));
    assertEquals(List.of(Alarms.UNKNOWN_KEY), standing(nodes.bb));
    assertEquals(1, nodes.bb.border.historyOf(nodes.aa.anchor).anchors().size());
  }

  @Test
  void theMirrorsKeysChangeTooAndOldReceiptsStillVerify() {
    said("before");
    nodes.settle();
    byte[] old = nodes.aa.border.receipt(LOG, 0).orElseThrow().zip();
    List<Anchor> first = List.of(nodes.aa.anchor, nodes.bb.anchor);
    nodes.now = nodes.now.plusSeconds(60);
    nodes.bb.changeKeys(
        new Succession(nodes.now.plus(Duration.ofDays(30)), Succession.Reason.ROLLOVER));
    nodes.settle();
    nodes.now = nodes.now.plus(Duration.ofDays(31));
    nodes.bb.restart(nodes.bb.stores);
    said("after");
    nodes.settle();
    byte[] fresh = nodes.aa.border.receipt(LOG, 1).orElseThrow().zip();
    ReceiptVerifier byFirst = new ReceiptVerifier(first);
    assertInstanceOf(ReceiptVerifier.Verdict.Proved.class, byFirst.verify(old, Optional.empty()));
    assertInstanceOf(
        ReceiptVerifier.Verdict.Proved.class,
        byFirst.verify(fresh, Optional.empty()),
        "the history in the receipt leads from the trusted anchor to the new keys");
  }

  private List<String> standing(TwoNodes.Side side) {
    return side.border.alarms(50).stream()
        .filter(alarm -> alarm.ended().isEmpty())
        .map(LinkStore.Alarm::code)
        .toList();
  }

  @Test
  void aPeerWhoseClockIsMoreThanThirtySecondsAheadIsShownAndItsMessagesStillGo() {
    nodes.bb.ahead = Duration.ofSeconds(30);
    said("thirty seconds are borne");
    nodes.settle();
    assertEquals(List.of(), standing(nodes.aa));
    nodes.bb.ahead = Duration.ofSeconds(31);
    said("thirty-one are shown");
    nodes.settle();
    assertEquals(List.of(Alarms.CLOCK_SKEW), standing(nodes.aa));
    assertEquals(2, nodes.bb.heard.size());
    nodes.bb.ahead = Duration.ZERO;
    said("set right");
    nodes.settle();
    assertEquals(List.of(), standing(nodes.aa));
  }

  @Test
  void whatThePeerRefusesIsAnAlarmHereWithItsReasonUntilTheLaneGoesOn() {
    said("common");
    nodes.settle();
    nodes.bb.border.receive(nodes.aa.anchor, signedUpdate(0, "the other one"));
    said("sent while frozen");
    nodes.settle();
    LinkStore.Alarm refused =
        nodes.aa.border.alarms(50).stream()
            .filter(alarm -> alarm.code().equals(Alarms.REFUSED))
            .findFirst()
            .orElseThrow();
    assertEquals(LOG, refused.subject());
    assertTrue(refused.detail().startsWith("frozen: "), refused.detail());
    Reopening wanted = nodes.bb.border.proposeReopening(LOG);
    nodes.bb.reopen(wanted);
    nodes.settle();
    nodes.aa.reopen(wanted);
    nodes.settle();
    assertEquals(List.of("common", "sent while frozen"), nodes.bb.heard);
    assertEquals(List.of(), standing(nodes.aa));
    assertEquals(List.of(), standing(nodes.bb));
  }

  @Test
  void bothSidesReopenAFrozenLaneAndNothingIsLostOrDoneTwice() {
    said("common 1");
    said("common 2");
    nodes.settle();
    nodes.bb.border.receive(nodes.aa.anchor, signedUpdate(0, "the other one"));
    assertTrue(bbMirror().frozen().isPresent());
    said("sent while frozen");
    nodes.settle();
    assertEquals(2, nodes.bb.heard.size());
    Reopening wanted = nodes.bb.border.proposeReopening(LOG);
    assertEquals(2, wanted.size());
    assertEquals(44, wanted.conflict().length(), "commits to both notes");
    nodes.bb.reopen(wanted);
    nodes.settle();
    assertEquals(List.of(wanted), nodes.aa.border.statedByPeer());
    nodes.aa.reopen(wanted);
    said("after");
    nodes.settle();
    assertEquals(List.of("common 1", "common 2", "sent while frozen", "after"), nodes.bb.heard);
    String next = "wasl/node.aa/node.bb/notes/2";
    assertEquals(nodes.aa.border.roots().get(next), nodes.bb.border.roots().get(next));
    StoredEntry first = nodes.aa.stores.logs().entries(next, 0, 1, 1 << 20).getFirst();
    assertEquals(
        wanted.text(),
        new String(((StoredEntry.Body.Held) first.body()).bytes(), StandardCharsets.UTF_8));
    assertTrue(nodes.aa.border.receipt(LOG, 1).isPresent(), "the old epoch stays readable");
  }

  @Test
  void messagesThatTheMirrorHeardBeyondTheCommonSizeAreNotDoneAgain() {
    said("1");
    said("2");
    nodes.settle();
    Reopening earlier =
        new Reopening(
            Origin.parse(LOG), 1, StoredTree.rootAt(nodes.aa.stores.logs(), aaLog(), 1), "none");
    nodes.bb.reopen(earlier);
    nodes.settle();
    nodes.aa.reopen(earlier);
    said("3");
    nodes.settle();
    assertEquals(List.of("1", "2", "3"), nodes.bb.heard);
  }

  @Test
  void aReopeningThatTheOtherSideDoesNotHoldIsRefused() {
    said("1");
    nodes.settle();
    Reopening wrong = new Reopening(Origin.parse(LOG), 1, Hash.leaf(new byte[] {1}), "none");
    assertEquals(
        Optional.of("size and root are not held here"),
        nodes.aa.border.transactions().within(() -> nodes.aa.border.reopen(wrong)));
  }

  @Test
  void aBodyErasedBeforeItWasDeliveredIsStatedAbsentAndTheLaneGoesOn() {
    nodes.settle();
    nodes.cut = true;
    MessageId erased = said("to be erased");
    nodes.aa.border.step(nodes.bb.anchor);
    nodes.aa.border.erase(erased);
    nodes.cut = false;
    said("next");
    nodes.settle();
    assertEquals(List.of("(absent)", "next"), nodes.bb.heard);
    assertEquals(
        new StoredEntry.Body.Absent(AbsenceReason.ERASED),
        nodes.bb.stores.logs().entries(LOG, 0, 1, 1 << 20).getFirst().body());
    requireSameLogs();
  }

  @Test
  void aMessageThatExpiredBeforeItWasDeliveredGoesWithoutItsBody() {
    nodes.settle();
    nodes.cut = true;
    Submission submission =
        nodes.aa.say(nodes.bb, "urgent", Optional.of(nodes.now.plusSeconds(60)), Optional.empty());
    MessageId id = assertInstanceOf(Submission.Queued.class, submission).id();
    nodes.now = nodes.now.plusSeconds(61);
    nodes.cut = false;
    nodes.settle();
    assertEquals(
        new StoredEntry.Body.Absent(AbsenceReason.EXPIRED),
        nodes.bb.stores.logs().entries(LOG, 0, 1, 1 << 20).getFirst().body());
    assertEquals(Optional.of("refused border.expired"), nodes.aa.stores.logs().outcome(id));
    assertTrue(nodes.bb.heard.isEmpty());
  }

  @Test
  void aBodyThatTheReceiversPolicyForbidsIsNeverStoredThere() {
    nodes.settle();
    LegalGround ground =
        new LegalGround("consent", "instrument-1", "identity-check", Optional.of("ref-1"));
    Submission submission =
        nodes.aa.say(nodes.bb, "personal", Optional.empty(), Optional.of(ground));
    MessageId id = assertInstanceOf(Submission.Queued.class, submission).id();
    said("next");
    nodes.settle();
    assertEquals(
        new StoredEntry.Body.Absent(AbsenceReason.REFUSED_BY_POLICY),
        nodes.bb.stores.logs().entries(LOG, 0, 1, 1 << 20).getFirst().body());
    assertEquals(Optional.of("refused policy.kind"), nodes.aa.stores.logs().outcome(id));
    assertEquals(List.of("next"), nodes.bb.heard);
  }

  @Test
  void aLargeBodyGoesBeforeItsEntryAndGoesOnAfterACutWhereItStood() {
    nodes.settle();
    String large = "large ".repeat(600_000);
    nodes.partsUntilCut = 3;
    said(large);
    said("small, in front of it");
    for (int i = 0; i < 20; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
      nodes.bb.border.step(nodes.aa.anchor);
    }
    assertTrue(nodes.cut);
    assertEquals(0, aaLog().size() - bbMirror().size());
    String commitment =
        Entry.read("waiting", nodes.aa.stores.outbox().nextLarge(LOG).orElseThrow().entry())
            .commitment();
    assertEquals(2 << 20, nodes.bb.border.staged(nodes.aa.anchor, commitment));
    nodes.cut = false;
    nodes.settle();
    assertEquals(List.of("small, in front of it", large), nodes.bb.heard);
    assertEquals(0, nodes.bb.border.staged(nodes.aa.anchor, commitment), "nothing stays behind");
    requireSameLogs();
  }

  @Test
  void aLargeBodyThatThePeerLostIsBroughtAgain() {
    nodes.settle();
    String large = "large ".repeat(300_000);
    said(large);
    nodes.aa.border.step(nodes.bb.anchor);
    nodes.cut = true;
    for (int i = 0; i < 5; i++) {
      nodes.aa.border.step(nodes.bb.anchor);
    }
    nodes.now = nodes.now.plus(Duration.ofDays(8));
    nodes.bb.border.transactions().within(() -> nodes.bb.border.cleanStaging());
    nodes.cut = false;
    nodes.settle();
    assertEquals(List.of(large), nodes.bb.heard);
  }

  @Test
  void stagingHasAQuotaAndTakesPartsOnlyInOrder() {
    nodes.settle();
    byte[] part = new byte[1 << 20];
    assertEquals(0, nodes.bb.border.stage(nodes.aa.anchor, "c", 5, part));
    assertEquals(1 << 20, nodes.bb.border.stage(nodes.aa.anchor, "c", 0, part));
    assertEquals(1 << 20, nodes.bb.border.stage(nodes.aa.anchor, "c", 0, part));
    long held = 1 << 20;
    for (int i = 0; i < 80; i++) {
      held = nodes.bb.border.stage(nodes.aa.anchor, "c", held, part);
    }
    assertEquals(64 << 20, held, "a body has at most 64 MiB");
  }

  @Test
  void theHighestVersionThatBothKnowIsSent() {
    nodes.settle();
    NodeId bb = nodes.bb.keys.node();
    assertEquals(
        OptionalInt.of(1), nodes.aa.border.outbox().version(bb, "notes", "note", Set.of(1, 2)));
    assertEquals(
        OptionalInt.empty(), nodes.aa.border.outbox().version(bb, "notes", "note", Set.of(2)));
    assertEquals(Optional.of("1"), nodes.aa.stores.link().value("wire/" + bb));
    nodes.bb.kinds = Set.of(TwoNodes.NOTE, new MessageKind("notes", "note", 2));
    nodes.bb.restart(nodes.bb.stores);
    nodes.settle();
    nodes.now = nodes.now.plusSeconds(5);
    assertEquals(
        OptionalInt.of(2), nodes.aa.border.outbox().version(bb, "notes", "note", Set.of(1, 2, 3)));
  }

  @Test
  void whatWasErasedAfterTheBackupDoesNotComeBackFromThePeer() {
    said("kept");
    MessageId erased = said("erased later");
    nodes.bb.say(nodes.aa, "heard and erased");
    nodes.settle();
    nodes.aa.border.erase(erased);
    String mirrored = "wasl/node.bb/node.aa/notes/1";
    Stores restored = stores();
    restored
        .transactions()
        .within(() -> {
          restored.logs().open(LOG, LogRole.OUTGOING);
          restored.logs().erase(LOG, 1, AbsenceReason.ERASED, nodes.now);
          restored.logs().open(mirrored, LogRole.MIRROR);
          restored.logs().erase(mirrored, 0, AbsenceReason.ERASED, nodes.now);
        });
    nodes.aa.restart(restored);
    nodes.aa.border.pair(nodes.bb.anchor);
    nodes.settle();
    List<StoredEntry> own = restored.logs().entries(LOG, 0, 2, 1 << 20);
    assertInstanceOf(StoredEntry.Body.Held.class, own.get(0).body());
    assertEquals(new StoredEntry.Body.Absent(AbsenceReason.ERASED), own.get(1).body());
    assertEquals(
        new StoredEntry.Body.Absent(AbsenceReason.ERASED),
        restored.logs().entries(mirrored, 0, 1, 1 << 20).getFirst().body());
    requireSameLogs();
  }

  @Test
  void entriesAreCanonicalAndAnyOtherFormIsRefused() {
    said("x");
    nodes.settle();
    byte[] bytes = nodes.aa.stores.logs().entries(LOG, 0, 1, 1 << 20).getFirst().entry();
    assertEquals(
        new String(bytes, StandardCharsets.UTF_8),
        new String(Entry.read("e", bytes).bytes(), StandardCharsets.UTF_8));
    String spaced = new String(bytes, StandardCharsets.UTF_8).replace(",", ", ");
    assertThrows(
        RuntimeException.class, () -> Entry.read("e", spaced.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, i);
      assertThrows(RuntimeException.class, () -> Entry.read("e", cut));
    }
  }

  /// An update that aa's keys really signed although aa never sent it.
  private Update signedUpdate(long start, String text) {
    return signedUpdate(start, text, nodes.aa.keys);
  }

  private Update signedUpdate(long start, String text, NodeKeys keys) {
    byte[] salt = new byte[32];
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Entry entry =
        new Entry(
            new MessageId(new java.util.UUID(0x7000L, text.hashCode())),
            TwoNodes.NOTE,
            new OrganisationId("org.aa"),
            new OrganisationId("org.bb"),
            nodes.now,
            Optional.empty(),
            Optional.empty(),
            DataClass.BUSINESS,
            Optional.empty(),
            "text/plain",
            body.length,
            Entry.commit(salt, body));
    Hash root = Frontier.EMPTY.append(List.of(Hash.leaf(entry.bytes())), (_, _, _) -> {}).root();
    String text3 = new Checkpoint(LOG, start + 1, root).text();
    return new Update(
        LOG,
        start,
        keys.sign(text3, 1).bytes(),
        List.of(new Update.Part(entry.bytes(), new StoredEntry.Body.Held(salt, body))));
  }
}
