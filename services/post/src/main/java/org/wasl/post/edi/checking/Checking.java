package org.wasl.post.edi.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.Findings;
import org.wasl.post.edi.MalformedInterchangeException;
import org.wasl.post.edi.Place;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.SegmentReader;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.MessageTable;

/// One run of the checker over one interchange: the envelope.
final class Checking {
  private static final int UNB = SegmentReader.packed("UNB");
  private static final int UNG = SegmentReader.packed("UNG");
  private static final int UNE = SegmentReader.packed("UNE");
  private static final int UNH = SegmentReader.packed("UNH");
  private static final int UNT = SegmentReader.packed("UNT");
  private static final int UNZ = SegmentReader.packed("UNZ");

  private static final int LONGEST_COUNT = 40;

  private final EdiTables tables;
  private final EdiLimits limits;
  private final SegmentReader reader;
  private final Findings findings;
  private final @Nullable Consumer<ReadMessage> sink;
  private final Map<EdiFault, Severity> severities;
  private final ElementCheck elements;
  private final ValueCheck values;

  private @Nullable Segment header;
  private final List<CheckedInterchange.CheckedMessage> messages = new ArrayList<>();
  private final Set<String> references = new HashSet<>();
  private boolean hasEnded;
  private boolean hasFollowers;
  private int groups;
  private boolean isInGroup;
  private String groupReference = "";
  private String groupType = "";
  private int messagesInGroup;
  private int messagesOutside;

  private boolean isInMessage;
  private Segment messageHeader = Segment.of("UNH");
  private Severity worst = Severity.NOTE;
  private @Nullable MessageTable table;
  private @Nullable StructureCheck structure;
  private List<ReadMessage.Placed> read = new ArrayList<>();

  Checking(
      EdiTables tables,
      Strictness strictness,
      EdiLimits limits,
      SegmentReader reader,
      Findings findings,
      @Nullable Consumer<ReadMessage> sink) {
    this.tables = tables;
    this.limits = limits;
    this.reader = reader;
    this.findings = findings;
    this.sink = sink;
    severities = strictness.all();
    elements = new ElementCheck(tables, reader, this);
    values = new ValueCheck(reader, this);
  }

  CheckedInterchange run() {
    try {
      while (reader.next()) {
        segment();
      }
      atTheEnd();
    } catch (MalformedInterchangeException e) {
      findings.add(e.finding());
      if (isInMessage) {
        worst = Severity.FATAL;
        closeMessage();
      }
    }
    return new CheckedInterchange(
        reader.source(),
        reader.version(),
        Optional.ofNullable(header),
        messages,
        findings.list(),
        reader.number());
  }

  private void segment() {
    int tag = reader.tag();
    if (hasEnded) {
      if (!hasFollowers) {
        hasFollowers = true;
        add(EdiFault.AFTER_END, reader.place(), "", reader.tagText());
      }
    } else if (tag == UNB) {
      beginInterchange();
    } else if (tag == UNH) {
      beginMessage();
    } else if (tag == UNT) {
      endMessage();
    } else if (tag == UNZ) {
      endInterchange();
    } else if (tag == UNG) {
      beginGroup();
    } else if (tag == UNE) {
      endGroup();
    } else if (isInMessage) {
      body();
    } else {
      add(EdiFault.OUTSIDE_MESSAGE, reader.place(), "UNH UNZ", reader.tagText());
    }
  }

  private void beginInterchange() {
    if (header != null) {
      add(EdiFault.OUTSIDE_MESSAGE, reader.place(), "", "UNB");
      return;
    }
    header = reader.segment();
    elements.check();
  }

  private void endInterchange() {
    missingTrailers();
    hasEnded = true;
    elements.check();
    int expected = groups > 0 ? groups : messages.size();
    compareCount(expected);
    compareReference(header == null ? "" : header.value(5, 1));
    if (messages.isEmpty() && groups == 0) {
      add(EdiFault.EMPTY_LEVEL, reader.place(), "UNH", "UNZ");
    }
    if (groups > 0 && messagesOutside > 0) {
      add(EdiFault.MIXED_GROUPS, reader.place(), "", "");
    }
  }

  private void missingTrailers() {
    if (isInMessage) {
      add(EdiFault.MISSING_ENVELOPE, reader.place(), "UNT", reader.tagText());
      closeMessage();
    }
    if (isInGroup) {
      add(EdiFault.MISSING_ENVELOPE, reader.place(), "UNE", reader.tagText());
      isInGroup = false;
    }
  }

  private void atTheEnd() {
    if (!hasEnded) {
      Place end = new Place(reader.nextOffset(), reader.number() + 1, 0, 0, "", 0, 0, 0);
      if (isInMessage) {
        add(EdiFault.MISSING_ENVELOPE, end, "UNT", "");
        closeMessage();
      }
      add(EdiFault.MISSING_ENVELOPE, end, "UNZ", "");
    }
  }

  private void beginGroup() {
    missingTrailers();
    isInGroup = true;
    groups++;
    messagesInGroup = 0;
    groupType = "";
    groupReference = reader.segment().value(5, 1);
    elements.check();
  }

  private void endGroup() {
    if (!isInGroup) {
      add(EdiFault.OUTSIDE_MESSAGE, reader.place(), "UNG", "UNE");
      return;
    }
    if (isInMessage) {
      add(EdiFault.MISSING_ENVELOPE, reader.place(), "UNT", "UNE");
      closeMessage();
    }
    elements.check();
    compareCount(messagesInGroup);
    compareReference(groupReference);
    if (messagesInGroup == 0) {
      add(EdiFault.EMPTY_LEVEL, reader.place(), "UNH", "UNE");
    }
    isInGroup = false;
  }

  private void beginMessage() {
    if (isInMessage) {
      add(EdiFault.MISSING_ENVELOPE, reader.place(), "UNT", "UNH");
      closeMessage();
    }
    if (messages.size() == limits.messages()) {
      throw over(EdiFault.TOO_MANY_MESSAGES, limits.messages());
    }
    isInMessage = true;
    worst = Severity.NOTE;
    reader.beginMessage();
    messageHeader = reader.segment();
    messagesInGroup++;
    messagesOutside += isInGroup ? 0 : 1;
    elements.check();
    if (!references.add(messageHeader.value(1, 1))) {
      add(EdiFault.DUPLICATE_REFERENCE, place(1, 1), "", messageHeader.value(1, 1));
    }
    String type = messageHeader.value(2, 1);
    if (isInGroup && !groupType.isEmpty() && !groupType.equals(type)) {
      add(EdiFault.MIXED_TYPES, place(2, 1), groupType, type);
    }
    groupType = type;
    findTable(type);
    read = new ArrayList<>();
    keep(0);
  }

  private void findTable(String type) {
    String release = messageHeader.value(2, 3);
    String version = messageHeader.value(2, 2);
    String agency = messageHeader.value(2, 4);
    table = tables.findMessage(type, version, release, agency).orElse(null);
    if (table == null) {
      structure = null;
      add(
          EdiFault.UNKNOWN_MESSAGE,
          place(2, 1),
          "",
          String.join(":", type, version, release, agency));
    } else {
      structure =
          structure != null && structure.table() == table
              ? structure.again()
              : new StructureCheck(table, reader, this);
    }
  }

  private void body() {
    if (reader.segmentInMessage() > limits.messageSegments()) {
      throw over(EdiFault.MESSAGE_TOO_LONG, limits.messageSegments());
    }
    int node = -1;
    if (structure != null && reader.tag() != 0) {
      node = structure.step();
    }
    if (elements.check() && structure != null) {
      values.check(structure.checks(node), structure);
    }
    keep(node);
  }

  private MalformedInterchangeException over(EdiFault fault, int limit) {
    return new MalformedInterchangeException(
        reader.source(),
        new Finding(fault, Severity.FATAL, reader.place(), Integer.toString(limit), ""));
  }

  private void endMessage() {
    if (!isInMessage) {
      add(EdiFault.OUTSIDE_MESSAGE, reader.place(), "UNH", "UNT");
      return;
    }
    int node = structure == null ? -1 : structure.step();
    elements.check();
    compareCount(reader.segmentInMessage());
    compareReference(messageHeader.value(1, 1));
    keep(node);
    closeMessage();
    reader.endMessage();
  }

  private void keep(int node) {
    if (sink != null && reader.tag() != 0) {
      read.add(new ReadMessage.Placed(node, reader.segment(), reader.place()));
    }
  }

  private void closeMessage() {
    isInMessage = false;
    int number = messages.size() + 1;
    messages.add(new CheckedInterchange.CheckedMessage(number, messageHeader, worst));
    if (sink != null) {
      sink.accept(new ReadMessage(number, Optional.ofNullable(table), read, worst));
    }
  }

  /// The count in the first element of a trailer.
  private void compareCount(int expected) {
    String text = Integer.toString(expected);
    String found = value(1, 1);
    boolean isNumber = found.length() <= LONGEST_COUNT && found.matches("-?[0-9]+([.,][0-9]+)?");
    if (isNumber
        && new BigDecimal(found.replace(',', '.')).compareTo(BigDecimal.valueOf(expected)) != 0) {
      add(EdiFault.COUNT_DIFFERS, place(1, 1), text, found);
    }
  }

  /// The reference in the second element of a trailer.
  private void compareReference(String expected) {
    String found = value(2, 1);
    if (!found.isEmpty() && !expected.isEmpty() && !found.equals(expected)) {
      add(EdiFault.REFERENCE_DIFFERS, place(2, 1), expected, found);
    }
  }

  private String value(int element, int component) {
    int at = reader.find(element, component);
    return at < 0 ? "" : reader.text(at);
  }

  private Place place(int element, int component) {
    int at = reader.find(element, component);
    return at < 0 ? reader.place() : reader.place(at);
  }

  void add(EdiFault fault, Place place, String expected, String found) {
    Severity severity = severities.getOrDefault(fault, fault.severity());
    if (isInMessage && severity.compareTo(worst) > 0) {
      worst = severity;
    }
    findings.add(new Finding(fault, severity, place, expected, found));
  }
}
