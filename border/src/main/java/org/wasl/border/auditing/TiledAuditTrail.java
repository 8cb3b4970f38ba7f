package org.wasl.border.auditing;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.border.AuditTrail;
import org.wasl.border.NodeId;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.Checkpoint;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The audit trail as a tiled log of the same form as the lanes: lines cannot be changed or dropped
/// without the tree showing it, and its root is anchored across the border every hour.
public final class TiledAuditTrail implements AuditTrail {
  private static final int MAX_LINE = 8_192;
  private static final int TRIES = 1_000;
  private static final int BATCH = 1_000;

  private final Stores stores;
  private final InstantSource clock;
  private final String origin;

  public TiledAuditTrail(NodeId node, Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
    this.origin = "wasl/" + node + "/audit";
    stores.transactions().within(() -> stores.logs().open(origin, LogRole.AUDIT));
  }

  public String origin() {
    return origin;
  }

  @Override
  public void record(AuditEvent event) {
    stores.transactions().within(() -> append(event));
  }

  private void append(AuditEvent event) {
    Instant now = clock.instant();
    byte[] line = json(event, now).canonicalBytes();
    if (line.length > MAX_LINE) {
      throw new IllegalArgumentException("an audit line of " + line.length + " bytes");
    }
    List<LogStore.NewEntry> one =
        List.of(
            new LogStore.NewEntry(
                line,
                Hash.leaf(line),
                Optional.empty(),
                new StoredEntry.Body.Held(new byte[0], new byte[0]),
                now));
    for (int i = 0; i < TRIES; i++) {
      LogState state = stores.logs().find(origin).orElseThrow();
      Growth growth = Growth.of(state.frontier(), one);
      if (stores.logs().append(origin, state.size(), one, growth.subtrees(), growth.frontier())) {
        return;
      }
      // another transaction wrote a line first; ours goes behind it
    }
    throw new IllegalStateException("the audit log does not take a line");
  }

  /// The whole trail for who has to examine it: one line each, as hashed, and the checkpoint of
  /// exactly these lines, to be signed by the node.
  ///
  /// @param most lines, the newest; the checkpoint is of the whole log
  public Export export(long most) {
    LogState state = stores.logs().find(origin).orElseThrow();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long at = Math.max(0, state.size() - most);
    long first = at;
    while (at < state.size()) {
      List<StoredEntry> batch =
          stores
              .logs()
              .entries(origin, at, (int) Math.min(BATCH, state.size() - at), Long.MAX_VALUE);
      for (StoredEntry each : batch) {
        lines.writeBytes(each.entry());
        lines.write('\n');
      }
      at += batch.size();
    }
    return new Export(
        first, lines.toByteArray(), new Checkpoint(origin, state.size(), state.frontier().root()));
  }

  /// @param first index of the first line
  /// @param lines each followed by a line feed; the leaf is the line without it
  public record Export(long first, byte[] lines, Checkpoint checkpoint) {}

  /// The newest lines, newest first.
  public List<Line> newest(int most) {
    LogState state = stores.logs().find(origin).orElseThrow();
    long from = Math.max(0, state.size() - most);
    List<Line> lines = new ArrayList<>();
    for (StoredEntry each : stores.logs().entries(origin, from, most, Long.MAX_VALUE)) {
      lines.addFirst(line(each));
    }
    return lines;
  }

  /// A line of the trail, for people.
  public record Line(
      long index,
      Instant at,
      String actor,
      String action,
      String object,
      String basis,
      String detail) {}

  private static Line line(StoredEntry stored) {
    JsonObjectReader in = JsonReader.read("audit", stored.entry(), MAX_LINE).asObject("audit");
    return new Line(
        stored.index(),
        Instant.parse(in.string("t")),
        in.string("actor"),
        in.string("action"),
        in.string("object"),
        in.optionalString("basis").orElse(""),
        in.string("detail"));
  }

  private static Json.Obj json(AuditEvent event, Instant at) {
    Json.Builder out =
        Json.Obj.with()
            .put("t", at.toString())
            .put(
                "actor",
                event
                    .actor()
                    .map(person -> person.user() + " (" + person.organisation() + ")")
                    .orElse("node"))
            .put("action", event.action())
            .put("object", event.object())
            .put("detail", event.detail());
    event.ground().ifPresent(ground -> out.put("basis", ground.basis() + " " + ground.purpose()));
    return out.end();
  }
}
