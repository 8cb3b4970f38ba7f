package org.wasl.node.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.classifying.Classification;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.country.Sourced.Confidence;

/// Two real nodes on loopback: mutual TLS, two databases, threads. Lanes are looked at every ten
/// minutes only: what arrives within two was pushed at every step of its way.
class TwoNodesNoticeTest {
  private static final Path TARGET = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static Node start(String party, String peer) throws IOException {
    Path home =
        Files.createDirectories(
            TARGET.resolve("notice-" + party + "-" + ProcessHandle.current().pid()));
    Path countries =
        Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath().resolve("countries");
    Files.writeString(
        home.resolve(NodeSettings.FILE),
        "wasl.party="
            + party
            + "\nwasl.peer="
            + peer
            + "\nwasl.countries="
            + countries
            + "\nwasl.console.port="
            + freePort()
            + "\nwasl.peer.port="
            + freePort()
            + "\nwasl.lanes.look=PT10M\n");
    NodeSettings settings = NodeSettings.read(home);
    new NodeHome(home).make(settings, 1, 1, Instant.now());
    return new Node(settings, TARGET.resolve("pg-program"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
  }

  @Test
  void aChangeApprovedOnOneNodeIsLiveInTheOthersLookUpsWithEqualDigests() throws Exception {
    try (Node one = start("sy", "iq");
        Node other = start("iq", "sy")) {
      one.border().pair(other.border().anchor());
      other.border().pair(one.border().anchor());
      NumberingDesk sender = one.services().desk(NumberingDesk.class);
      NumberingDesk receiver = other.services().desk(NumberingDesk.class);
      OrganisationId speaker = sender.agreement().speaker(sender.us());
      for (String code : List.of("881", "882", "883")) {
        Instant from = sender.now();
        PlanEntry entry =
            new PlanEntry(
                Resource.E164_NDC,
                CodeRange.of(code),
                9,
                9,
                Usage.MOBILE,
                Optional.of(Holder.named("New operator")),
                Status.ALLOCATED,
                Optional.empty(),
                Span.from(from),
                Optional.empty(),
                new Citation("decision", "1", Confidence.CONFIRMED),
                "");
        NumberingDesk.Announcement wish =
            new NumberingDesk.Announcement(
                List.of(PlanNotice.Act.INTRODUCE),
                from,
                true,
                new LocalizedText("إشعار", "notice"),
                List.of(entry),
                List.of(),
                List.of());
        Proposal proposal = sender.proposeChange(wish, new Person("first", speaker));
        assertInstanceOf(
            Decision.Done.class,
            one.border().approvals().approve(proposal.id(), new Person("second", speaker)));
        long approved = System.nanoTime();
        String number = "+963" + code + "123456";
        await(() -> "ALLOCATED_NOT_IN_SERVICE".equals(answer(receiver, number)));
        System.err.println(
            "live in the peer's look-ups after "
                + (System.nanoTime() - approved) / 1_000_000
                + " ms");
        assertEquals("ALLOCATED_NOT_IN_SERVICE", answer(receiver, number));
      }
      moveNumbers(one, sender, receiver);
      PlanNotice last = sender.sentNotices().getLast();
      await(() -> sender.answered(last.id()).isPresent());
      assertEquals(Optional.of(last.digest()), sender.answered(last.id()));
      assertEquals(List.of(), sender.openCases());
      assertEquals(List.of(), receiver.openCases());
    }
  }

  private static void moveNumbers(Node node, NumberingDesk sender, NumberingDesk receiver)
      throws InterruptedException {
    OrganisationId speaker = sender.agreement().speaker(sender.us());
    Instant from = sender.now();
    NumberMove move =
        new NumberMove(
            CodeRange.of("222"),
            CodeRange.of("3222"),
            OptionalInt.of(8),
            from,
            from.plus(Duration.ofDays(90)));
    LocalizedText text = new LocalizedText("تغيير أرقام", "number change");
    assertEquals(
        Optional.empty(),
        sender.proposeMoves(List.of(move), from, true, text, new Person("first", speaker)));
    Proposal proposal = node.border().approvals().waiting().getLast();
    assertInstanceOf(
        Decision.Done.class,
        node.border().approvals().approve(proposal.id(), new Person("second", speaker)));
    String old = "+96322212345";
    await(() -> "963322212345".equals(newForm(receiver, old, from)));
    for (NumberingDesk each : List.of(sender, receiver)) {
      assertEquals("963322212345", newForm(each, old, each.now()));
      assertEquals("LIVE", answer(each, "+963322212345"));
    }
  }

  private static String newForm(NumberingDesk desk, String number, Instant at) {
    return desk.classifier()
        .classify(number, desk.us(), at)
        .moved()
        .map(Classification.NewForm::e164)
        .orElse("");
  }

  private static String answer(NumberingDesk desk, String number) {
    return desk.classifier().classify(number, desk.us(), desk.now()).outcome().code();
  }
}
