package org.wasl.voice.flink;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// What is submitted with wrong words says so before a cluster begins.
class ClusterJobsTest {
  @Test
  void thereAreTwoJobsAndTheirOptions() {
    assertThrows(IllegalArgumentException.class, () -> ClusterJobs.main(new String[0]));
    assertThrows(IllegalArgumentException.class, () -> ClusterJobs.main(new String[] {"bill"}));
    assertThrows(RuntimeException.class, () -> ClusterJobs.main(new String[] {"account"}));
  }
}
