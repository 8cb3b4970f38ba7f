package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.node.MigrationRun.Report;

class MigrationRunTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path home;

  private void lay(String where, String name, byte[] request, byte[] report, int minute)
      throws IOException {
    Path folder = Files.createDirectories(MigrationRun.folder(home).resolve(where));
    Files.write(folder.resolve(name), request);
    Path said = Files.write(folder.resolve(name + ".txt"), report);
    Files.setLastModifiedTime(said, FileTime.from(AT.plusSeconds(60L * minute)));
  }

  /// Whoever may write into the folder may call a file what they like, in whatever encoding.
  @Test
  void reportsAreThoseThatStandBesideARequestWhateverLiesThere() throws IOException {
    byte[] text = "items 4\n".getBytes(StandardCharsets.UTF_8);
    lay("done", "ips-000000000000001", text, text, 1);
    lay("refused", "x", text, text, 2);
    // as an editor of Windows saves it
    lay("done", "ips-1.txt", "ips\n".getBytes(StandardCharsets.UTF_16), text, 3);
    Path done = MigrationRun.folder(home).resolve("done");
    Files.write(done.resolve("alone.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertEquals(
        List.of("ips-1.txt", "x", "ips-000000000000001"),
        MigrationRun.reports(home).stream().map(Report::name).toList());
    assertEquals("items 4\n", MigrationRun.reports(home).getLast().text());
  }

  @Test
  void aReportThatIsNoTextShowsAsFarAsItCan() throws IOException {
    lay("done", "cds-1", new byte[0], new byte[] {'o', 'k', (byte) 0xFF}, 1);
    assertEquals("ok\uFFFD", MigrationRun.reports(home).getFirst().text());
  }

  @Test
  void beforeTheFirstRunThereAreNone() throws IOException {
    assertEquals(List.of(), MigrationRun.reports(home));
  }
}
