package org.wasl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.node.Node;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.exchange.Autopilot;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.setup.VoiceSetup;

/// Carries the sample month through inside a node: loads what is not loaded, lets the autopilot
/// play both persons, says each stage on standard output. A second run finds everything done.
final class SampleRun {
  private static final int PAUSE_MILLIS = 200;
  private static final int MOST_PAUSES = 300;

  private final Node node;
  private final Path sample;

  SampleRun(Node node, Path sample) {
    this.node = node;
    this.sample = sample;
  }

  void run() throws IOException, InterruptedException {
    YearMonth period = YearMonth.parse(Files.readString(sample.resolve("month")).strip());
    VoiceDesk desk = node.services().desk(VoiceDesk.class);
    MailSample mail = new MailSample(node, period);
    mail.load();
    Set<LocalDate> days = loadLegs();
    load(desk);
    OrganisationId gateway = desk.agreement().gateway(desk.us());
    Autopilot autopilot =
        new Autopilot(
            desk,
            node.border().approvals(),
            new Person("demo.analyst", gateway),
            new Person("demo.approver", gateway));
    MonthCase.Stage shown = null;
    for (MonthCase month = desk.month(period);
        month.stage() != MonthCase.Stage.CLOSED;
        month = desk.month(period)) {
      if (month.stage() != shown) {
        shown = month.stage();
        System.out.println("stage " + shown);
      }
      if (!autopilot.step(period, node.progress())) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    System.out.println("stage CLOSED");
    search(days);
    mail.finish();
    settle();
    finish(desk, period);
  }

  private void load(VoiceDesk desk) throws IOException {
    Path folder = sample.resolve(node.settings().party().value());
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    long accepted = 0;
    int done = 0;
    for (Path file : files) {
      Mediation.Outcome outcome =
          desk.load(file.getFileName().toString(), Files.readAllBytes(file), (_, _, _) -> {});
      if (outcome instanceof Mediation.Outcome.Read read) {
        accepted += read.report().accepted();
      }
      done++;
      node.progress().report("voice.load", done, files.size());
      if (done % 10 == 0 || done == files.size()) {
        System.out.println(
            "loaded " + done + " of " + files.size() + " files, " + accepted + " new calls");
      }
    }
  }

  /// Adds the records of the side's own networks, where the sample has them.
  ///
  /// @return their days
  private Set<LocalDate> loadLegs() throws IOException {
    Path folder = sample.resolve(node.settings().party().value() + "-legs");
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    DetectionDesk desk = node.services().desk(DetectionDesk.class);
    Set<LocalDate> days = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      List<Leg> legs =
          VoiceSetup.legs(node.settings().home())
              .add(file.getFileName().toString(), Files.readAllBytes(file))
              .legs();
      days.addAll(days(legs, desk.agreement().zone()));
    }
    return days;
  }

  /// The side that has its networks' records too looks for calls that went past the gateways on
  /// those days, together with the other side, unless the node did so by itself meanwhile.
  private void search(Set<LocalDate> days) throws InterruptedException {
    if (days.isEmpty()) {
      return;
    }
    DetectionDesk desk = node.services().desk(DetectionDesk.class);
    Person analyst = new Person("demo.analyst", desk.agreement().gateway(desk.us()));
    for (LocalDate day : days) {
      if (desk.searches().stream().noneMatch(each -> each.day().equals(day))) {
        desk.examine(day, analyst);
        desk.search(day, analyst);
      }
    }
    for (int i = 0; i < MOST_PAUSES; i++) {
      if (desk.searches().stream()
          .filter(each -> days.contains(each.day()))
          .allMatch(each -> each.over())) {
        break;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    System.out.println("searched for bypass: " + desk.cases().size() + " cases");
  }

  private static Set<LocalDate> days(List<Leg> legs, ZoneId zone) {
    return legs.stream()
        .map(leg -> LocalDate.ofInstant(Instant.ofEpochSecond(leg.time()), zone))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Waits until nothing of ours is without a countersignature.
  private void settle() throws InterruptedException {
    for (int i = 0; i < MOST_PAUSES; i++) {
      boolean open =
          node.border().stores().outbox().counts().values().stream().anyMatch(count -> count > 0)
              || node.border().peers().stream()
                  .flatMap(peer -> node.border().lanesOf(peer).stream())
                  .anyMatch(lane -> lane.unconfirmed() > 0);
      if (!open) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void finish(VoiceDesk desk, YearMonth period) throws IOException {
    NetStatement statement = desk.statements().month(period).orElseThrow();
    Path out = Files.createDirectories(node.settings().home().resolve("out"));
    Files.write(out.resolve("statement-" + period + ".json"), statement.json().canonicalBytes());
    Origin origin =
        new Origin(node.border().node(), new NodeId(node.peer().nodeName()), VoiceDesk.VOICE, 1);
    LogState log = node.border().stores().logs().find(origin.text()).orElseThrow();
    for (long index = log.cosignedSize() - 1; index >= 0; index--) {
      StoredEntry stored =
          node.border().stores().logs().entries(origin.text(), index, 1, Long.MAX_VALUE).getFirst();
      boolean sign =
          new String(stored.entry(), StandardCharsets.UTF_8).contains("\"typ\":\"sign\"");
      if (sign && stored.body() instanceof StoredEntry.Body.Held(byte[] _, byte[] body)) {
        Files.write(
            out.resolve("receipt.zip"),
            node.border().receipt(origin.text(), index).orElseThrow().zip());
        Files.write(out.resolve("receipt.body"), body);
        break;
      }
    }
    System.out.println(
        "statement "
            + statement.digest()
            + " "
            + statement.net().toPlainString()
            + " "
            + statement.currency().code()
            + " "
            + statement.netConverted().toPlainString()
            + " "
            + statement.conversion().to().code()
            + " "
            + statement.debtor().map(Object::toString).orElse("-"));
  }
}
