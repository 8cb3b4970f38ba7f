package org.wasl.border.recovering;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.Stores;

/// Erases again, before a restored node opens, what its ledger says was erased after the backup.
public final class Erasures {
  private Erasures() {}

  /// @param ledger every erasure of this node so far, kept apart from its backups
  public static void replay(NodeId node, Stores stores, List<LogStore.Erasure> ledger) {
    Set<String> known =
        stores.logs().erasures().stream().map(Erasures::place).collect(Collectors.toSet());
    for (LogStore.Erasure each : ledger) {
      if (!known.contains(place(each))) {
        stores.transactions().within(() -> erase(node, stores, each));
      }
    }
  }

  private static void erase(NodeId node, Stores stores, LogStore.Erasure erasure) {
    boolean own = Origin.parse(erasure.origin()).from().equals(node);
    stores.logs().open(erasure.origin(), own ? LogRole.OUTGOING : LogRole.MIRROR);
    stores.logs().erase(erasure.origin(), erasure.index(), erasure.reason(), erasure.at());
  }

  private static String place(LogStore.Erasure erasure) {
    return erasure.origin() + " " + erasure.index();
  }
}
