package org.wasl.node.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.wasl.node.Node;
import org.wasl.node.ProgressBoard;

/// Live progress of long work as server-sent events (WHATWG HTML §9.2): `progress` with a line
/// `task done total` for each piece of work whenever one of them moves, then `end` with the task
/// when one is finished. A comment each second finds out pages that have gone. At most [#STREAMS]
/// pages are told at once, [#EACH] of one person; the others are refused and show the state they
/// were drawn with.
@Controller
class LiveProgress {
  static final int STREAMS = 64;
  static final int EACH = 8;
  static final String REFUSAL =
      "يُعرض التقدم في %2$d صفحات معاً لكل شخص و%1$d للجميع على الأكثر؛ أغلق صفحة ثم أعد التحميل.\n"
              .formatted(STREAMS, EACH)
          + "At most %2$d pages of one person and %1$d of all are told of progress at once; close one and"
              .formatted(STREAMS, EACH)
          + " load this again.\n";
  private static final Duration STREAM = Duration.ofMinutes(10);
  private static final int TICKS_A_SECOND = 4;

  private final Node node;
  private final StreamLimit streams = new StreamLimit(STREAMS, EACH);

  LiveProgress(Node node) {
    this.node = node;
  }

  @GetMapping("/progress")
  ResponseEntity<?> progress(Principal person) {
    if (!streams.tryOpen(person.getName())) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, Long.toString(STREAM.toSeconds()))
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(REFUSAL);
    }
    SseEmitter emitter = new SseEmitter(STREAM.toMillis());
    Thread.ofVirtual()
        .start(() -> {
          try {
            stream(emitter);
          } finally {
            streams.close(person.getName());
          }
        });
    return ResponseEntity.ok(emitter);
  }

  private void stream(SseEmitter emitter) {
    Map<String, ProgressBoard.State> sent = Map.of();
    long end = System.nanoTime() + STREAM.toNanos();
    try {
      for (int tick = 0; System.nanoTime() < end; tick++) {
        Map<String, ProgressBoard.State> now = node.progress().states();
        if (!now.equals(sent)) {
          send(emitter, now, tick == 0 ? now : sent);
          sent = now;
        } else if (tick % TICKS_A_SECOND == 0) {
          emitter.send(SseEmitter.event().comment(""));
        }
        Thread.sleep(Duration.ofSeconds(1).toMillis() / TICKS_A_SECOND);
      }
      emitter.complete();
    } catch (IOException | IllegalStateException _) {
      // the page has gone; the server ends the request itself, and to end it again is an error
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(
      SseEmitter emitter,
      Map<String, ProgressBoard.State> now,
      Map<String, ProgressBoard.State> before)
      throws IOException {
    emitter.send(SseEmitter.event().name("progress").data(text(now)));
    for (Map.Entry<String, ProgressBoard.State> each : now.entrySet()) {
      ProgressBoard.State state = each.getValue();
      if (state.done() == state.total() && !state.equals(before.get(each.getKey()))) {
        emitter.send(SseEmitter.event().name("end").data(each.getKey()));
      }
    }
  }

  private static String text(Map<String, ProgressBoard.State> states) {
    return states.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue().done() + " " + each.getValue().total())
        .collect(Collectors.joining("\n"));
  }
}
