package org.wasl.post.migrating;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A declaration as CDS keeps it: an element `DecData` with attributes, and in it `ContentPieces`
/// with a `ContPc` for each piece. No document type is read, no entity, nothing from elsewhere.
///
/// @param fields attributes of the declaration
/// @param pieces attributes of each piece, at most [#MOST_PIECES]
public record CdsXml(Map<String, String> fields, List<Map<String, String>> pieces) {
  /// The most characters of a declaration.
  public static final int MOST_CHARACTERS = 2_000_000;

  public static final int MOST_PIECES = 99;
  private static final Pattern FORBIDDEN =
      Pattern.compile("<!(DOCTYPE|ENTITY)", Pattern.CASE_INSENSITIVE);

  public CdsXml {
    fields = Map.copyOf(fields);
    pieces = List.copyOf(pieces);
  }

  /// @throws MalformedCdsException when it is too long, names a document type or an entity, has
  ///   another root, is no XML or has too many pieces
  public static CdsXml read(String xml) {
    if (xml.length() > MOST_CHARACTERS) {
      throw new MalformedCdsException(Anomaly.DECLARATION_TOO_LONG);
    }
    if (FORBIDDEN.matcher(xml).find()) {
      throw new MalformedCdsException(Anomaly.DECLARATION_MARKUP);
    }
    try {
      return read(factory().createXMLStreamReader(new StringReader(xml)));
    } catch (XMLStreamException e) {
      throw new MalformedCdsException(Anomaly.DECLARATION_UNREADABLE);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static CdsXml read(XMLStreamReader in) throws XMLStreamException {
    Map<String, String> fields = new HashMap<>();
    List<Map<String, String>> pieces = new ArrayList<>();
    List<String> path = new ArrayList<>();
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          path.add(in.getLocalName());
          if (path.size() == 1) {
            requireRoot(in.getLocalName());
            fields.putAll(attributes(in));
          } else if (path.equals(List.of("DecData", "ContentPieces", "ContPc"))) {
            pieces.add(attributes(in));
          }
        }
        case XMLStreamReader.END_ELEMENT -> path.removeLast();
        default -> {}
      }
      if (pieces.size() > MOST_PIECES) {
        throw new MalformedCdsException(Anomaly.DECLARATION_TOO_LONG);
      }
    }
    return new CdsXml(fields, pieces);
  }

  private static void requireRoot(String name) {
    if (!name.equals("DecData")) {
      throw new MalformedCdsException(Anomaly.DECLARATION_ROOT);
    }
  }

  private static Map<String, String> attributes(XMLStreamReader in) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      all.put(in.getAttributeLocalName(i), in.getAttributeValue(i).strip());
    }
    return all;
  }
}
