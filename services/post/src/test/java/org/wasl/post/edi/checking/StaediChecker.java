package org.wasl.post.edi.checking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wasl.post.edi.table.CodeList;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.Format;
import org.wasl.post.edi.table.MessageTable;
import org.wasl.post.edi.table.SegmentTable;

/// The independent program with the same definitions, told to it in its own language.
public final class StaediChecker {
  private static final String OPEN = "<schema xmlns=\"http://xlate.io/EDISchema/v4\">";
  private static final List<String> SERVICE = List.of("UNB", "UNZ", "UNG", "UNE", "UNH", "UNT");

  private final Schema control;
  private final Map<String, Schema> messages = new HashMap<>();

  /// What StAEDI says of a place; elements from 1, 0 where it speaks of the segment.
  public record Error(EDIStreamValidationError type, int segment, int element, int component) {}

  public StaediChecker(EdiTables tables) throws Exception {
    control = schema(OPEN + INTERCHANGE + types(tables, SERVICE) + "</schema>");
    for (Map.Entry<String, MessageTable> each : tables.messages().entrySet()) {
      MessageTable table = each.getValue();
      List<String> tags = new ArrayList<>(table.tags());
      tags.removeAll(SERVICE);
      StringBuilder text = new StringBuilder(OPEN + "<transaction><sequence>");
      append(text, table.nodes(), 1, table.nodes().size() - 1);
      text.append("</sequence></transaction>").append(types(tables, tags)).append("</schema>");
      messages.put(each.getKey().split(":")[0], schema(text.toString()));
    }
  }

  private static final String INTERCHANGE =
      """
      <interchange header="UNB" trailer="UNZ" headerRefPosition="5" trailerRefPosition="2"
          trailerCountPosition="1" countType="controls">
        <sequence>
          <group header="UNG" trailer="UNE" headerRefPosition="5" trailerRefPosition="2"
              trailerCountPosition="1" countType="controls">
            <transaction header="UNH" trailer="UNT" headerRefPosition="1" trailerRefPosition="2"
                trailerCountPosition="1" countType="segments"/>
          </group>
          <transaction header="UNH" trailer="UNT" headerRefPosition="1" trailerRefPosition="2"
              trailerCountPosition="1" countType="segments"/>
        </sequence>
      </interchange>
      """;

  private static Schema schema(String text) throws Exception {
    return SchemaFactory.newFactory().createSchema(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static void append(StringBuilder text, List<MessageTable.Node> nodes, int from, int to) {
    for (int i = from; i < to; i = nodes.get(i).end()) {
      MessageTable.Node node = nodes.get(i);
      String occurs =
          " minOccurs=\"%d\" maxOccurs=\"%d\"".formatted(node.isMandatory() ? 1 : 0, node.repeat());
      if (node.isGroup()) {
        text.append("<loop code=\"" + node.item() + "\"" + occurs + "><sequence>");
        append(text, nodes, i + 1, node.end());
        text.append("</sequence></loop>");
      } else {
        text.append("<segment type=\"" + node.item() + "\"" + occurs + "/>");
      }
    }
  }

  private static String types(EdiTables tables, List<String> tags) {
    Map<String, String> elements = new LinkedHashMap<>();
    Map<String, String> composites = new LinkedHashMap<>();
    StringBuilder segments = new StringBuilder();
    for (String tag : tags) {
      segments.append("<segmentType name=\"" + tag + "\"><sequence>");
      for (SegmentTable.Item item :
          Objects.requireNonNull(tables.segments().get(tag), tag).items()) {
        boolean composed = item.id().startsWith("S") || item.id().startsWith("C");
        String occurs =
            " minOccurs=\"%d\" maxOccurs=\"%d\""
                .formatted(item.isMandatory() ? 1 : 0, item.repeat());
        StringBuilder parts = new StringBuilder();
        for (SegmentTable.Part part : item.parts()) {
          elements.putIfAbsent(part.element(), element(part));
          parts.append(
              "<element type=\"E"
                  + part.element()
                  + "\" minOccurs=\""
                  + (part.isMandatory() ? 1 : 0)
                  + "\"/>");
        }
        if (composed) {
          composites.putIfAbsent(
              item.id(),
              "<compositeType name=\""
                  + item.id()
                  + "\"><sequence>"
                  + parts
                  + "</sequence></compositeType>");
          segments.append("<composite type=\"" + item.id() + "\"" + occurs + "/>");
        } else {
          segments.append("<element type=\"E" + item.id() + "\"" + occurs + "/>");
        }
      }
      segments.append("</sequence></segmentType>");
    }
    return String.join("", elements.values()) + String.join("", composites.values()) + segments;
  }

  private static String element(SegmentTable.Part part) {
    Format format = part.format();
    CodeList codes = part.codes();
    String base =
        codes != null ? "identifier" : format.kind() == Format.Kind.NUMERIC ? "decimal" : "string";
    StringBuilder text =
        new StringBuilder(
            "<elementType name=\"E%s\" code=\"%s\" base=\"%s\" minLength=\"%d\" maxLength=\"%d\">"
                .formatted(part.element(), part.element(), base, format.least(), format.most()));
    if (codes != null) {
      text.append("<enumeration>");
      codes.codes().keySet().forEach(each -> text.append("<value>" + each + "</value>"));
      text.append("</enumeration>");
    }
    return text.append("</elementType>").toString();
  }

  /// All that StAEDI finds.
  public List<Error> check(byte[] interchange) throws Exception {
    EDIInputFactory factory = EDIInputFactory.newFactory();
    EDIStreamReader reader =
        factory.createEDIStreamReader(new ByteArrayInputStream(interchange), "ISO-8859-1", control);
    List<Error> errors = new ArrayList<>();
    String tag = "";
    while (reader.hasNext()) {
      EDIStreamEvent event = reader.next();
      switch (event) {
        case START_TRANSACTION -> tag = "";
        case START_SEGMENT -> tag = reader.getText();
        case ELEMENT_DATA -> {
          if (tag.equals("UNH")
              && reader.getLocation().getElementPosition() == 2
              && reader.getLocation().getComponentPosition() == 1
              && messages.containsKey(reader.getText())) {
            reader.setTransactionSchema(messages.get(reader.getText()));
          }
        }
        case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR ->
            errors.add(
                new Error(
                    reader.getErrorType(),
                    reader.getLocation().getSegmentPosition(),
                    event == EDIStreamEvent.SEGMENT_ERROR
                        ? 0
                        : reader.getLocation().getElementPosition(),
                    event == EDIStreamEvent.SEGMENT_ERROR
                        ? 0
                        : Math.max(0, reader.getLocation().getComponentPosition())));
        default -> {
          // structure
        }
      }
    }
    return errors;
  }
}
