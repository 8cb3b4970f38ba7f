package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wasl.terms.LocalizedText;

/// The nodes take nothing below one gibibyte of free disk.
class DiskNoticeTest {
  private static final long MIB = 1L << 20;

  private final AtomicLong free = new AtomicLong(1_024 * MIB);
  private final DiskNotice notice = new DiskNotice(Path.of("/data"), free::get);

  @Test
  void aDiskWithRoomIsNotSpokenOf() {
    assertEquals(Optional.empty(), notice.look());
  }

  @Test
  void aDiskThatIsNearlyFullIsToldOnceWithFiguresAndWhatToDo() {
    free.set(1_024 * MIB - 1);
    LocalizedText text = notice.look().orElseThrow();
    for (String said : new String[] {text.en(), text.ar()}) {
      assertTrue(said.contains("1023") && said.contains("1024"), said);
      assertTrue(said.contains("/data") && said.contains("--data"), said);
    }
    assertTrue(text.en().contains("Free at least 1 MiB"), text.en());
    free.set(100 * MIB);
    assertEquals(Optional.empty(), notice.look(), "it was said");
  }

  @Test
  void roomThatIsThereAgainIsToldToo() {
    free.set(100 * MIB);
    assertTrue(notice.look().orElseThrow().en().contains("Free at least 924 MiB"));
    free.set(2_000 * MIB);
    assertTrue(notice.look().orElseThrow().en().contains("2000 MiB"));
    assertEquals(Optional.empty(), notice.look());
  }
}
