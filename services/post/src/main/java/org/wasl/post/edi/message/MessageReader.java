package org.wasl.post.edi.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.checking.ReadMessage;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Layout;
import org.wasl.post.edi.table.EdiTables;

/// Reads messages into what they say and writes them again. What came and is understood by nobody
/// is written again in its place.
public final class MessageReader {
  private static final List<String> TYPES =
      List.of(
          "PREDES", "RESDES", "PRECON", "RESCON", "CARDIT", "RESDIT", "EMSEVT", "ITMATT", "CUSITM",
          "CUSRSP");

  private final Map<String, Layout> layouts = new HashMap<>();

  /// @param source of layouts, `layouts/<type>.txt`
  public MessageReader(EdiTables.Source source) {
    for (String type : TYPES) {
      source
          .find("layouts/" + type + ".txt")
          .ifPresent(text -> layouts.put(type, Layout.of(type, text)));
    }
  }

  /// With the layouts of the interim profile.
  public static MessageReader wasl1() {
    return new MessageReader(EdiTables.resources("wasl-1"));
  }

  /// Whether there is a layout for messages of a type.
  public boolean knows(String type) {
    return layouts.containsKey(type);
  }

  /// What a message says; nothing when there is no layout for it.
  ///
  /// @throws org.wasl.post.edi.layout.MalformedMessageException when what it cannot do without is
  ///   missing
  public Optional<PostalMessage> read(ReadMessage message) {
    Layout layout = layouts.get(message.table().map(each -> each.name()).orElse(""));
    if (layout == null) {
      return Optional.empty();
    }
    Layout.Message came = layout.read(message);
    Fields understood = PostalMessage.of(came.fields()).fields();
    return Optional.of(PostalMessage.of(came.keeping(understood)));
  }

  /// The segments of a message between UNH and UNT.
  public List<Segment> write(PostalMessage message) {
    Layout layout = layouts.get(message.type());
    if (layout == null) {
      throw new IllegalStateException("no layout for " + message.type());
    }
    return layout.write(message.fields());
  }
}
