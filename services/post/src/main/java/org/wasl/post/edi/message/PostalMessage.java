package org.wasl.post.edi.message;

import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// A message between posts, or between a post and a carrier.
public sealed interface PostalMessage
    permits Predes, Resdes, Consignment, Rescon, Resdit, Emsevt, ItemData, Cusrsp {
  /// Its name, as in UNH.
  String type();

  /// Original, replacement or cancellation.
  MessageFunction function();

  /// What it says, by the names of the layout.
  Fields fields();

  /// How its first level came.
  Kept kept();

  /// @throws org.wasl.post.edi.layout.MalformedMessageException when what it cannot do without is
  ///   missing
  static PostalMessage of(Fields fields) {
    return switch (fields.name()) {
      case "PREDES" -> Predes.of(fields);
      case "RESDES" -> Resdes.of(fields);
      case "PRECON", "CARDIT" -> Consignment.of(fields);
      case "RESCON" -> Rescon.of(fields);
      case "ITMATT", "CUSITM" -> ItemData.of(fields);
      case "CUSRSP" -> Cusrsp.of(fields);
      case "RESDIT" -> Resdit.of(fields);
      case "EMSEVT" -> Emsevt.of(fields);
      default -> throw new IllegalArgumentException("no such message: " + fields.name());
    };
  }
}
