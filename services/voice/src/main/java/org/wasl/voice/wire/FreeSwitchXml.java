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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// FreeSWITCH `mod_xml_cdr`: one `cdr` element a leg, one or many in a file. The values of
/// variables are URL-encoded. Legs that FreeSWITCH itself placed (`direction` outbound) belong to
/// another leg's call and are passed over.
final class FreeSwitchXml implements RecordDocument {
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
  public List<Placed> read(String text, ZoneId zone) {
    List<Placed> records = new ArrayList<>();
    int line = 1;
    int counted = 0;
    int start = text.indexOf("<cdr");
    while (start >= 0) {
      for (; counted < start; counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      int next = text.indexOf("<cdr", start + 4);
      String part = text.substring(start, next < 0 ? text.length() : next);
      records.add(new Placed(line, record(part)));
      start = next;
    }
    if (records.isEmpty()) {
      records.add(new Placed(1, new Parsed.Damaged(1, "no-record")));
    }
    return records;
  }

  private static Parsed record(String part) {
    int end = part.indexOf("</cdr>");
    if (end < 0 || part.length() > MAX_RECORD) {
      return new Parsed.Damaged(1, end < 0 ? "truncated" : "record-too-long");
    }
    try {
      return parsed(values(part.substring(0, end + 6)));
    } catch (XMLStreamException | IllegalArgumentException e) {
      return new Parsed.Damaged(1, "xml");
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

  private static Parsed parsed(Map<String, String> values) {
    if (variable(values, "direction").equals("outbound")) {
      return new Parsed.Ignored("b-leg");
    }
    String answer = variable(values, "answer_epoch");
    boolean answered = !answer.isEmpty() && !answer.equals("0");
    String time = answered ? answer : variable(values, "start_epoch");
    if (!time.matches("[1-9][0-9]{0,10}")) {
      return new Parsed.Damaged(1, "time");
    }
    String seconds = variable(values, "billsec");
    if (!seconds.matches("[0-9]{1,6}")) {
      return new Parsed.Damaged(1, "seconds");
    }
    return new Parsed.Row(
        profile(values, "caller_id_number"),
        profile(values, "destination_number"),
        Long.parseLong(time),
        answered ? Integer.parseInt(seconds) : 0,
        answered,
        trunk(values));
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
