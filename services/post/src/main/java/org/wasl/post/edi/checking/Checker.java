package org.wasl.post.edi.checking;

import java.io.InputStream;
import java.util.function.Consumer;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Findings;
import org.wasl.post.edi.SegmentReader;
import org.wasl.post.edi.table.EdiTables;

/// Checks interchanges: envelope, counts and references; segments, groups and how often they come;
/// elements, formats and codes; identifiers, dates and totals. It goes on after whatever it finds,
/// for as long as there is anything to read.
public final class Checker {
  private final EdiTables tables;
  private final Strictness strictness;
  private final EdiLimits limits;

  public Checker(EdiTables tables, Strictness strictness, EdiLimits limits) {
    this.tables = tables;
    this.strictness = strictness;
    this.limits = limits;
  }

  /// @param source the interchange's name in findings
  public CheckedInterchange check(String source, byte[] interchange) {
    Findings findings = new Findings(limits.findings());
    SegmentReader reader = new SegmentReader(source, interchange, limits, findings);
    return new Checking(tables, strictness, limits, reader, findings, null).run();
  }

  /// In the memory of one segment.
  public CheckedInterchange check(String source, InputStream in) {
    Findings findings = new Findings(limits.findings());
    SegmentReader reader = new SegmentReader(source, in, limits, findings);
    return new Checking(tables, strictness, limits, reader, findings, null).run();
  }

  /// Checks and hands out each message when it has ended, in the memory of one message.
  public CheckedInterchange read(String source, InputStream in, Consumer<ReadMessage> messages) {
    Findings findings = new Findings(limits.findings());
    SegmentReader reader = new SegmentReader(source, in, limits, findings);
    return new Checking(tables, strictness, limits, reader, findings, messages).run();
  }
}
