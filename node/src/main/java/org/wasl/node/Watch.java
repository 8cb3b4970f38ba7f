package org.wasl.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wasl.border.linking.Alarms;
import org.wasl.border.linking.Anchor;
import org.wasl.border.setup.BorderNode;
import org.wasl.border.setup.BorderNode.LaneView;
import org.wasl.border.wire.TlsIdentity;

/// Looks after what the border cannot see by itself: free disk, the certificate's end, entries that
/// wait too long.
public final class Watch {
  /// Below so many free octets the node takes nothing new.
  public static final long LEAST_FREE = 1L << 30;

  static final Duration RENEW = Duration.ofDays(30);
  static final Duration LAG = Duration.ofMinutes(10);

  private final BorderNode border;
  private final TlsIdentity tls;
  private final Path home;
  private final Map<String, Instant> waitingSince = new HashMap<>();

  public Watch(BorderNode border, TlsIdentity tls, Path home) {
    this.border = border;
    this.tls = tls;
    this.home = home;
  }

  /// One round.
  public void look() {
    Instant now = border.now();
    long free = home.toFile().getUsableSpace();
    border.alarm(
        Alarms.DISK,
        border.node().value(),
        free < LEAST_FREE ? Optional.of((free >> 20) + " MiB free") : Optional.empty());
    Instant end = tls.certificate().getNotAfter().toInstant();
    border.alarm(
        Alarms.CERTIFICATE_EXPIRY,
        border.node().value(),
        now.plus(RENEW).isAfter(end) ? Optional.of("ends " + end) : nextTlsKey());
    border.cleanStaging();
    for (Anchor peer : border.peers()) {
      border.lanesOf(peer).stream().filter(LaneView::outgoing).forEach(lane -> lag(lane, now));
    }
  }

  /// Once every peer knows the next TLS key, it is put in place for the next start.
  private Optional<String> nextTlsKey() {
    boolean waits = !border.history().newest().tlsPin().equals(tls.pin());
    if (!waits || !border.peers().stream().allMatch(border::keysAreKnownTo)) {
      return Optional.empty();
    }
    new NodeHome(home).promoteTls();
    return Optional.of("every peer knows the next TLS key; restart the node to use it");
  }

  private void lag(LaneView lane, Instant now) {
    String origin = lane.origin().text();
    boolean waits = lane.waiting() + lane.unconfirmed() > 0 && !lane.paused();
    if (!waits) {
      waitingSince.remove(origin);
      border.alarm(Alarms.LAG, origin, Optional.empty());
      return;
    }
    Instant since = waitingSince.computeIfAbsent(origin, _ -> now);
    if (now.isAfter(since.plus(LAG))) {
      border.alarm(Alarms.LAG, origin, Optional.of("waiting since " + since));
    }
  }
}
