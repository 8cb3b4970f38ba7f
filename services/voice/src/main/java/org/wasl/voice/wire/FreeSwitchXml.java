package org.wasl.voice.wire;

import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wasl.voice.Signalling;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// FreeSWITCH `mod_xml_cdr`: one `cdr` element a leg, one or many in a file. The values of
/// variables are URL-encoded. Legs that FreeSWITCH itself placed (`direction` outbound) belong to
/// another leg's call and are passed over.
final class FreeSwitchXml implements RecordDocument {
  private static final Pattern BEGIN = Pattern.compile("<cdr(?=[\\s>])");
  private static final String END = "</cdr>";

  /// What may stand between records: declarations, and an element around them all.
  private static final Pattern BETWEEN = Pattern.compile("<\\?xml[^>]{0,200}\\?>|</?cdrs>");

  private static final int MAX_RECORD = 1 << 20;
  private static final int MAX_VALUES = 4_096;

  @Override
  public String name() {
    return "freeswitch-xml/1";
  }

  @Override
  public boolean recognises(String firstLine) {
    return firstLine.startsWith("<cdr") || firstLine.matches("<\\?xml[^>]*>(<cdr.*)?");
  }

  @Override
  public boolean recognisesDamaged(String beginning) {
    return beginning.contains("<cdr") || beginning.contains("<channel_data>");
  }

  /// The records bear their number, for several may stand in one line; the column of a damaged one
  /// is the line in which it begins.
  @Override
  public List<Entry> read(String text, ZoneId zone) {
    List<Entry> records = new ArrayList<>();
    int line = 1;
    int counted = 0;
    for (Stretch each : stretches(text)) {
      for (; counted < each.from(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      records.add(new Placed(records.size() + 1, each.record(text, line)));
    }
    if (records.isEmpty()) {
      records.add(new Placed(1, new Parsed.Damaged(1, "no-record")));
    }
    return records;
  }

  @Override
  public String raw(String text, int record, ZoneId zone) {
    List<Stretch> all = stretches(text);
    if (record < 1 || record > all.size()) {
      return "";
    }
    return text.substring(all.get(record - 1).from(), all.get(record - 1).to()).strip();
  }

  /// A record, or what stands between records and should not.
  private record Stretch(int from, int to, boolean isRecord) {
    Parsed record(String text, int line) {
      return isRecord
          ? FreeSwitchXml.record(text.substring(from, to), line)
          : new Parsed.Damaged(line, "xml");
    }
  }

  private static List<Stretch> stretches(String text) {
    List<Stretch> found = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      boolean there = begin.find(at);
      int start = there ? begin.start() : text.length();
      if (!BETWEEN.matcher(text.substring(at, start)).replaceAll("").isBlank()) {
        found.add(new Stretch(at, start, false));
      }
      if (!there) {
        break;
      }
      int next = begin.find(start + 4) ? begin.start() : text.length();
      int end = text.indexOf(END, start, next);
      at = end < 0 ? next : end + END.length();
      found.add(new Stretch(start, at, true));
    }
    return found;
  }

  private static Parsed record(String part, int line) {
    boolean ends = part.endsWith(END);
    if (!ends || part.length() > MAX_RECORD) {
      return new Parsed.Damaged(line, ends ? "record-too-long" : "truncated");
    }
    try {
      return parsed(values(part), line);
    } catch (XMLStreamException | IllegalArgumentException e) {
      return new Parsed.Damaged(line, "xml");
    }
  }

  /// Texts by the names of their element and its parent; the first of each counts.
  private static Map<String, String> values(String xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
    Map<String, String> values = new HashMap<>();
    Deque<String> path = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.push(in.getLocalName());
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS -> text.append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          String name = path.pop();
          String parent = path.isEmpty() ? "" : path.peek();
          if (values.size() == MAX_VALUES) {
            throw new IllegalArgumentException("too many values");
          }
          values.putIfAbsent(parent + "/" + name, text.toString().strip());
          text.setLength(0);
        }
        default -> {}
      }
    }
    return values;
  }

  private static Parsed parsed(Map<String, String> values, int line) {
    if (variable(values, "direction").equals("outbound")) {
      return new Parsed.Ignored("b-leg");
    }
    String answer = variable(values, "answer_epoch");
    boolean answered = !answer.isEmpty() && !answer.equals("0");
    String time = answered ? answer : variable(values, "start_epoch");
    if (!time.matches("[1-9][0-9]{0,10}")) {
      return new Parsed.Damaged(line, "time");
    }
    String seconds = variable(values, "billsec");
    if (!seconds.matches("[0-9]{1,6}")) {
      return new Parsed.Damaged(line, "seconds");
    }
    return new Parsed.Row(
        profile(values, "caller_id_number"),
        profile(values, "destination_number"),
        Long.parseLong(time),
        answered ? Integer.parseInt(seconds) : 0,
        answered,
        trunk(values),
        signalling(values, answered));
  }

  /// Rung from the start to the answer, or to the end. The first sign is the first of ringing,
  /// early media and answer.
  private static Signalling signalling(Map<String, String> values, boolean answered) {
    int named = HangupCause.q850(variable(values, "hangup_cause"));
    long cause = named > 0 ? named : number(values, "hangup_cause_q850");
    long start = number(values, "start_epoch");
    long end = number(values, answered ? "answer_epoch" : "end_epoch");
    long delay =
        LongStream.of(
                number(values, "progressmsec"),
                number(values, "progress_mediamsec"),
                number(values, "answermsec"))
            .filter(milliseconds -> milliseconds > 0)
            .min()
            .orElse(-1);
    return Signalling.of(
        Signalling.Direction.UNRECORDED, cause, 0, start > 0 && end > 0 ? end - start : -1, delay);
  }

  private static long number(Map<String, String> values, String name) {
    String text = variable(values, name);
    return text.matches("[0-9]{1,11}") ? Long.parseLong(text) : -1;
  }

  private static String variable(Map<String, String> values, String name) {
    String raw = values.getOrDefault("variables/" + name, "");
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }

  private static String profile(Map<String, String> values, String name) {
    return values.getOrDefault("caller_profile/" + name, "");
  }

  private static String trunk(Map<String, String> values) {
    String gateway = variable(values, "sip_gateway_name");
    return gateway.isEmpty() ? profile(values, "context") : gateway;
  }
}
