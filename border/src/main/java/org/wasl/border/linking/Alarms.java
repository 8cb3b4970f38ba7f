package org.wasl.border.linking;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wasl.border.Transactions;
import org.wasl.border.keeping.LinkStore;

/// Raises and clears the alarms of the link; each code names a page of the runbook.
public final class Alarms {
  public static final String FORK = "fork";
  public static final String BAD_SIGNATURE = "bad-signature";
  public static final String UNKNOWN_KEY = "unknown-key";
  public static final String OVERSIZE = "oversize";
  public static final String CLOCK_SKEW = "clock-skew";
  public static final String LAG = "lag";
  public static final String DISK = "disk";
  public static final String CERTIFICATE_EXPIRY = "certificate-expiry";
  public static final String UNREACHABLE = "unreachable";
  public static final String REFUSED = "refused";
  public static final String POISON = "poison";

  /// Every code that can be raised.
  public static final List<String> CODES =
      List.of(
          FORK,
          BAD_SIGNATURE,
          UNKNOWN_KEY,
          OVERSIZE,
          CLOCK_SKEW,
          LAG,
          DISK,
          CERTIFICATE_EXPIRY,
          UNREACHABLE,
          REFUSED,
          POISON);

  private final Transactions transactions;
  private final LinkStore store;
  private final InstantSource clock;

  /// What was ended since it was last raised; ending it again is nothing to store.
  private final Set<String> quiet = ConcurrentHashMap.newKeySet();

  public Alarms(Transactions transactions, LinkStore store, InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
  }

  public void raise(String code, String subject, String detail) {
    String shortened = detail.length() > 500 ? detail.substring(0, 500) : detail;
    transactions.within(() -> store.raise(code, subject, shortened, clock.instant()));
    quiet.remove(code + " " + subject);
  }

  public void clear(String code, String subject) {
    // inside a transaction that may be taken back nothing is certain
    boolean fresh = transactions.isOpen() || quiet.add(code + " " + subject);
    if (fresh) {
      transactions.within(() -> store.clear(code, subject, clock.instant()));
    }
  }

  /// The standing alarms and the latest ended ones.
  public List<LinkStore.Alarm> list(int most) {
    return store.alarms(most);
  }
}
