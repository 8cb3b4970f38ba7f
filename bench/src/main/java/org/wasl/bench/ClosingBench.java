package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.PostDesk.Closed;
import org.wasl.post.exchange.PostDesk.Closing;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;

/// Closing a dispatch of 30 receptacles with 1,500 items on a node with its database, and all its
/// forms as PDF: from the wish of the clerk to the last byte, round after round, as dispatches of a
/// day follow one another. The declaration is signed and queued for the other post.
///
///     bench closing [ROUNDS]
public final class ClosingBench {
  private static final int BAGS = 30;
  private static final int ITEMS = 50;
  private static final int PORT = 19_680;

  private final Node node;
  private final PostDesk post;
  private final Person clerk;
  private final OfficeCode from;
  private final OfficeCode to;
  private int given;

  private ClosingBench(Node node, OfficeCode to) {
    this.node = node;
    this.post = node.services().desk(PostDesk.class);
    this.clerk = new Person("clerk", post.agreement().speaker(post.us()));
    this.from = post.offices().getFirst().code();
    this.to = to;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
    Path folder = BenchDatabase.folder("closing-bench");
    Path program = folder.resolve("program");
    List<PartyId> parties = new CountriesFolder(Path.of("countries")).listParties();
    NodeSettings ours = home(folder, parties.get(0), parties.get(1), PORT);
    NodeSettings theirs = home(folder, parties.get(1), parties.get(0), PORT + 2);
    try (Node node = new Node(ours, program);
        Node other = new Node(theirs, program)) {
      node.border().pair(other.border().anchor());
      other.border().pair(node.border().anchor());
      OfficeCode to = other.services().desk(PostDesk.class).offices().getFirst().code();
      ClosingBench bench = new ClosingBench(node, to);
      List<Double> closing = new ArrayList<>();
      List<Double> all = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        bench.round(closing, all);
      }
      System.out.printf(
          "%d dispatches of %d receptacles and %d items, one after the other%n",
          rounds, BAGS, BAGS * ITEMS);
      print("closed and queued for the other post", closing);
      print("and all forms made", all);
    }
  }

  private static NodeSettings home(Path folder, PartyId party, PartyId peer, int port)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve(party.value()));
    Files.writeString(
        home.resolve(NodeSettings.FILE),
        "wasl.party=%s%nwasl.peer=%s%nwasl.countries=%s%nwasl.console.port=%d%nwasl.peer.port=%d%n"
            .formatted(party, peer, Path.of("countries").toAbsolutePath(), port, port + 1));
    NodeSettings settings = NodeSettings.read(home);
    new NodeHome(home).make(settings, 2, 3, Instant.now());
    return settings;
  }

  private static void print(String what, List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    System.out.printf(
        "%s: the first %.2f s, median %.2f s, most %.2f s (aim 5 s)%n",
        what, seconds.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  private void round(List<Double> closing, List<Double> all) throws Exception {
    int digit = post.here().wall().getYear() % 10;
    DispatchSeries series = new DispatchSeries(from, to, 'D', "EN", digit);
    Closing wish =
        new Closing(UUID.randomUUID(), from, series, fill(series), Optional.empty(), List.of());
    Meter.Measured<DispatchKey> closed = Meter.run(() -> close(wish));
    Meter.Measured<Integer> forms = Meter.run(() -> forms(closed.result()));
    closing.add(closed.took().wallSeconds());
    all.add(closed.took().wallSeconds() + forms.took().wallSeconds());
  }

  /// As a clerk fills them, scan by scan.
  private List<UUID> fill(DispatchSeries series) {
    List<UUID> bags = new ArrayList<>();
    for (int bag = 0; bag < BAGS; bag++) {
      UUID id = UUID.randomUUID();
      bags.add(id);
      List<Deed> deeds = new ArrayList<>(List.of(new Deed.BagOpened(id, series, "BG")));
      for (int item = 0; item < ITEMS; item++) {
        ItemReading put = new ItemReading.Valid(ItemId.of("EE", ++given, post.country()));
        deeds.add(new Deed.ItemPut(id, put, OptionalInt.of(500), Optional.empty()));
      }
      deeds.add(new Deed.BagClosed(id, 26_000, Optional.empty()));
      post.record(
          deeds.stream().map(each -> new Fact(UUID.randomUUID(), from, post.here(), each)).toList(),
          clerk);
    }
    return bags;
  }

  private DispatchKey close(Closing wish) {
    return switch (post.close(wish, clerk)) {
      case Closed.Done(DispatchKey dispatch, Closing _) -> dispatch;
      case Closed other -> throw new IllegalStateException(other.toString());
    };
  }

  private int forms(DispatchKey dispatch) {
    DispatchPicture picture = post.picture(dispatch).orElseThrow();
    int bytes = 0;
    for (var each : node.services().forms().offered(picture)) {
      bytes += node.services().forms().of(dispatch, each.name()).orElseThrow().length;
    }
    return bytes;
  }
}
