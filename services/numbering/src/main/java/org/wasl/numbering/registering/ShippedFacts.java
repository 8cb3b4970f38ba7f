package org.wasl.numbering.registering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wasl.border.Transactions;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.registering.PlanStore.Taken;
import org.wasl.terms.PartyId;

/// Takes the documents that ship with the node into the registry, each once, in the order in which
/// they were published. A document whose table was changed later is named, not taken again: what
/// differs is proposed and approved like any other change.
public final class ShippedFacts {
  private final Registry registry;
  private final Transactions transactions;
  private final Supplier<UUID> ids;

  /// @param published since when its facts were known
  /// @param digest of its table
  public record Document(
      String id,
      Instant published,
      String digest,
      List<PlanEntry> entries,
      List<HolderEvent> events) {}

  public ShippedFacts(Registry registry, Transactions transactions, Supplier<UUID> ids) {
    this.registry = registry;
    this.transactions = transactions;
    this.ids = ids;
  }

  /// @return the documents that were changed after they were taken
  public List<String> take(PartyId plan, List<Document> documents) {
    Map<String, String> taken =
        registry.store().taken(plan).stream()
            .collect(Collectors.toMap(Taken::document, Taken::digest));
    List<String> changed = new ArrayList<>();
    for (Document document : documents) {
      String digest = taken.get(document.id());
      if (digest == null) {
        take(plan, document);
      } else if (!digest.equals(document.digest())) {
        changed.add(document.id());
      }
    }
    return changed;
  }

  private void take(PartyId plan, Document document) {
    PlanChange change =
        new PlanChange(
            ids.get(), plan, PlanChange.Ground.SHIPPED, document.entries(), document.events());
    transactions.within(() -> {
      Registry.Recording recording = registry.recordAt(change, document.published());
      switch (recording) {
        case Registry.Recording.Done done ->
            registry.store().addTaken(new Taken(plan, document.id(), document.digest()), done.at());
        case Registry.Recording.Refused(var refusal) ->
            throw new IllegalStateException(document.id() + ": " + refusal.text().en());
      }
    });
  }
}
