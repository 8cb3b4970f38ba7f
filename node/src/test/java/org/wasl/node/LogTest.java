package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
  @Test
  void aSubscribersNumberNeverReachesTheLogNotEvenInsideAnException() {
    PrintStream before = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      LoggerFactory.getLogger("org.wasl.test")
          .error("call of 963933123456", new IllegalStateException("from 9647901234567"));
    } finally {
      System.setErr(before);
    }
    String text = heard.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("call of #"), text);
    assertFalse(text.contains("963933123456") || text.contains("9647901234567"), text);
    assertEquals(true, text.contains("IllegalStateException"));
  }
}
