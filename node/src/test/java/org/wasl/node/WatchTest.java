package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.keeping.LinkStore;
import org.wasl.border.linking.Alarms;
import org.wasl.border.setup.TwoNodes;
import org.wasl.border.wire.TlsIdentity;

class WatchTest {
  @TempDir private Path home;

  private final TwoNodes nodes = new TwoNodes();
  private final TlsIdentity tls =
      TlsIdentity.make(
          nodes.aa.keys.node(), nodes.now, new SecureRandom(), "of-this-test".toCharArray());

  private List<String> details(String code) {
    return nodes.aa.border.alarms(50).stream()
        .filter(alarm -> alarm.ended().isEmpty() && alarm.code().equals(code))
        .map(LinkStore.Alarm::detail)
        .toList();
  }

  @Test
  void entriesThatWaitForTenMinutesAreShownUntilTheyAreCosigned() {
    Watch watch = new Watch(nodes.aa.border, tls, home);
    nodes.settle();
    nodes.cut = true;
    Instant said = nodes.now;
    nodes.aa.say(nodes.bb, "waits");
    watch.look();
    nodes.now = nodes.now.plus(Watch.LAG);
    watch.look();
    assertEquals(List.of(), details(Alarms.LAG));
    nodes.now = nodes.now.plusSeconds(1);
    watch.look();
    assertEquals(List.of("waiting since " + said), details(Alarms.LAG));
    nodes.cut = false;
    nodes.settle();
    watch.look();
    assertEquals(List.of(), details(Alarms.LAG));
  }

  @Test
  void aLaneThatIsHeldOnPurposeDoesNotLag() {
    Watch watch = new Watch(nodes.aa.border, tls, home);
    nodes.aa.say(nodes.bb, "first");
    nodes.settle();
    nodes.aa.border.pause("wasl/node.aa/node.bb/notes/1", true);
    nodes.aa.say(nodes.bb, "held");
    watch.look();
    nodes.now = nodes.now.plus(Duration.ofHours(1));
    watch.look();
    assertEquals(List.of(), details(Alarms.LAG));
    nodes.aa.border.pause("wasl/node.aa/node.bb/notes/1", false);
    watch.look();
    nodes.now = nodes.now.plus(Duration.ofHours(1));
    watch.look();
    assertEquals(1, details(Alarms.LAG).size(), "once it is let go it does");
  }

  @Test
  void aCertificateIsShownThirtyDaysBeforeItEnds() {
    Watch watch = new Watch(nodes.aa.border, tls, home);
    Instant end = tls.certificate().getNotAfter().toInstant();
    nodes.now = end.minus(Watch.RENEW);
    watch.look();
    assertEquals(List.of(), details(Alarms.CERTIFICATE_EXPIRY));
    nodes.now = nodes.now.plusSeconds(1);
    watch.look();
    assertEquals(List.of("ends " + end), details(Alarms.CERTIFICATE_EXPIRY));
  }

  @Test
  void aHomeWithoutRoomIsShown() {
    new Watch(nodes.aa.border, tls, home.resolve("a disk that is not there")).look();
    assertEquals(List.of("0 MiB free"), details(Alarms.DISK));
  }
}
