package org.wasl.numbering.wire;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.wasl.numbering.wire.RefusedFilingException.Reason;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/// A YAML or JSON document as a tree of texts. Scalars stay as written: no tag is resolved, so that
/// `=`, `0800`, `1_000` and `no` are texts and no class is ever made. At most [#MAX_DEPTH] levels
/// and [#MAX_NODES] nodes, each alias counted with everything below it.
sealed interface BulletinTree {
  int MAX_DEPTH = 200;
  int MAX_NODES = 3_000_000;

  /// Nodes in it, aliases counted as often as they occur.
  long size();

  record Text(String value) implements BulletinTree {
    @Override
    public long size() {
      return 1;
    }
  }

  record Items(List<BulletinTree> items, long size) implements BulletinTree {}

  record Members(Map<String, BulletinTree> members, long size) implements BulletinTree {}

  default Optional<BulletinTree> member(String name) {
    return this instanceof Members(Map<String, BulletinTree> members, long _)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }

  default List<BulletinTree> list(String name) {
    return member(name).map(BulletinTree::children).orElse(List.of());
  }

  default List<BulletinTree> children() {
    return this instanceof Items(List<BulletinTree> items, long _) ? items : List.of();
  }

  /// The text of a member; `null` and `~` as written are no text.
  default String text(String name) {
    return member(name).map(BulletinTree::text).orElse("");
  }

  default String text() {
    return this instanceof Text(String value) ? value : "";
  }

  /// @throws RefusedFilingException with line and column
  static BulletinTree parse(String document, String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try (Reader reader = new StringReader(yaml)) {
      return new Parser(document, new Yaml(options).parse(reader).iterator()).document();
    } catch (MarkedYAMLException e) {
      String line = e.getProblemMark() == null ? "?" : "" + (e.getProblemMark().getLine() + 1);
      throw new RefusedFilingException(
          Reason.MALFORMED, document, "line " + line, String.valueOf(e.getProblem()));
    } catch (ReaderException e) {
      throw new RefusedFilingException(
          Reason.MALFORMED, document, "character " + e.getPosition(), "printable characters");
    } catch (YAMLException
        | IndexOutOfBoundsException
        | NumberFormatException
        | NoSuchElementException
        | IOException _) {
      // the library's own slips on cut escapes and ends
      throw new RefusedFilingException(Reason.MALFORMED, document, "text", "YAML or JSON");
    }
  }

  /// Builds the tree from events.
  final class Parser {
    private final String document;
    private final Iterator<Event> events;
    private final Map<String, BulletinTree> anchors = new HashMap<>();
    private long nodes;

    private Parser(String document, Iterator<Event> events) {
      this.document = document;
      this.events = events;
    }

    private BulletinTree document() {
      Event event = events.next();
      while (!(event instanceof NodeEvent) && events.hasNext()) {
        event = events.next();
      }
      return event instanceof NodeEvent ? node(event, 0) : new Text("");
    }

    private BulletinTree node(Event event, int depth) {
      if (depth > MAX_DEPTH) {
        throw refused(Reason.TOO_DEEP, event, "at most " + MAX_DEPTH + " levels");
      }
      BulletinTree node =
          switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> new Text(scalar.getValue());
            case SequenceStartEvent _ -> items(depth);
            case MappingStartEvent _ -> members(depth);
            default -> throw refused(Reason.MALFORMED, event, "a value");
          };
      nodes += event instanceof AliasEvent ? node.size() : 1;
      if (nodes > MAX_NODES) {
        throw refused(Reason.EXPANDS, event, "at most " + MAX_NODES + " nodes");
      }
      if (event instanceof NodeEvent named
          && named.getAnchor() != null
          && !(event instanceof AliasEvent)) {
        anchors.put(named.getAnchor(), node);
      }
      return node;
    }

    private BulletinTree aliased(AliasEvent alias) {
      BulletinTree node = anchors.get(alias.getAnchor());
      if (node == null) {
        throw refused(Reason.MALFORMED, alias, "an anchor before its alias");
      }
      return node;
    }

    private Items items(int depth) {
      List<BulletinTree> items = new ArrayList<>();
      long size = 1;
      Event event = events.next();
      while (!(event instanceof SequenceEndEvent)) {
        BulletinTree item = node(event, depth + 1);
        size += item.size();
        items.add(item);
        event = events.next();
      }
      return new Items(items, size);
    }

    private Members members(int depth) {
      Map<String, BulletinTree> members = new LinkedHashMap<>();
      long size = 1;
      Event event = events.next();
      while (!(event instanceof MappingEndEvent)) {
        BulletinTree name = node(event, depth + 1);
        BulletinTree value = node(events.next(), depth + 1);
        size += value.size() + 1;
        if (members.put(name.text(), value) != null) {
          throw refused(Reason.MALFORMED, event, "each name once");
        }
        event = events.next();
      }
      return new Members(members, size);
    }

    private RefusedFilingException refused(Reason reason, Event event, String expected) {
      int line = event.getStartMark() == null ? 0 : event.getStartMark().getLine() + 1;
      return new RefusedFilingException(reason, document, "line " + line, expected);
    }
  }
}
