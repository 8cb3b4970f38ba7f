package org.wasl.node.redress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.keeping.LogStore.Erasure;

/// The ledger of erasures as a file.
class ErasureLedgerTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

  @TempDir private Path folder = Path.of("");

  private static Erasure erasure(long index) {
    return new Erasure("wasl/a/b/notes/1", index, AbsenceReason.ERASED, AT);
  }

  @Test
  void whatIsWrittenReadsBackOnceEach() {
    ErasureLedger ledger = new ErasureLedger(folder.resolve("ledger"));
    assertEquals(List.of(), ledger.read());
    ledger.add(List.of(erasure(1), erasure(2)));
    ledger.add(List.of(erasure(1), erasure(2), erasure(3)));
    assertEquals(List.of(erasure(1), erasure(2), erasure(3)), ledger.read());
  }

  @Test
  void aTornLastLineIsPassedOverAndWrittenAnew() throws IOException {
    Path file = folder.resolve("ledger");
    ErasureLedger ledger = new ErasureLedger(file);
    ledger.add(List.of(erasure(1)));
    Files.writeString(file, "wasl/a/b/notes/1 2 ERA", StandardOpenOption.APPEND);
    assertEquals(List.of(erasure(1)), ledger.read());
    ledger.add(List.of(erasure(1), erasure(2)));
    assertEquals(List.of(erasure(1), erasure(2)), new ErasureLedger(file).read());
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = folder.resolve("ledger");
    Files.writeString(file, "wasl/a/b/notes/1 x ERASED 2026-11-24T10:00:00Z\n");
    IllegalStateException wrong =
        assertThrows(IllegalStateException.class, () -> new ErasureLedger(file).read());
    assertTrue(String.valueOf(wrong.getMessage()).contains("line 1"));
  }
}
