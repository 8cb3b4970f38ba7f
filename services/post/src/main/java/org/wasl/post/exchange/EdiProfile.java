package org.wasl.post.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.checking.Checker;
import org.wasl.post.edi.checking.Strictness;
import org.wasl.post.edi.message.MessageReader;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.MalformedTableException;
import org.wasl.post.messaging.CodeWords;
import org.wasl.post.messaging.ConsignmentMessages;
import org.wasl.post.messaging.CustomsMessages;
import org.wasl.post.messaging.FactMessages;

/// The messages that are spoken with another system: their tables, layouts and words, of the
/// interim profile or of a folder.
///
/// @param identifiers what UNH says of the messages of each type that are written, as
///   `PREDES:2:1:UN`
record EdiProfile(
    Checker checker,
    MessageReader reader,
    FactMessages messages,
    ConsignmentMessages ofConsignments,
    CustomsMessages ofCustoms,
    Map<String, String> identifiers) {
  EdiProfile {
    identifiers = Map.copyOf(identifiers);
  }

  static EdiProfile wasl1() {
    return of(EdiTables.wasl1(), EdiTables.resources("wasl-1"));
  }

  /// The profile of a system.
  ///
  /// @param usual for a system without tables of its own
  /// @throws MalformedTableException with table and line, when its tables cannot be used, or lack a
  ///   message that it wants or tells
  static EdiProfile of(OtherSystem system, EdiProfile usual) {
    if (system.tables().isEmpty()) {
      return usual;
    }
    Path folder = system.tables().get();
    EdiProfile profile = inFolder(system, folder);
    TreeSet<String> needed = new TreeSet<>(system.wants());
    needed.addAll(system.tells());
    for (String type : needed) {
      if (!profile.identifiers().containsKey(type)) {
        throw wrong(system, folder, "no message " + type + " in messages.csv");
      }
      if (!profile.reader().knows(type)) {
        throw wrong(system, folder, "no layouts/" + type + ".txt");
      }
    }
    return profile;
  }

  private static EdiProfile inFolder(OtherSystem system, Path folder) {
    try {
      return of(EdiTables.inFolder(folder), EdiTables.folder(folder));
    } catch (IllegalArgumentException | MalformedTableException e) {
      throw wrong(system, folder, String.valueOf(e.getMessage()));
    }
  }

  private static MalformedTableException wrong(OtherSystem system, Path folder, String what) {
    return new MalformedTableException(
        "the tables of the system " + system.name() + ", " + folder, 0, what);
  }

  private static EdiProfile of(EdiTables tables, EdiTables.Source source) {
    CodeWords words = new CodeWords(source);
    Map<String, String> identifiers = new TreeMap<>();
    tables.messages().forEach((identifier, table) -> identifiers.put(table.name(), identifier));
    return new EdiProfile(
        new Checker(tables, Strictness.FULL, EdiLimits.USUAL),
        new MessageReader(source),
        new FactMessages(words),
        new ConsignmentMessages(words),
        new CustomsMessages(words),
        identifiers);
  }

  /// Those of all systems, by their names.
  static Map<String, EdiProfile> of(List<OtherSystem> systems, EdiProfile usual) {
    Map<String, EdiProfile> all = new TreeMap<>();
    systems.forEach(each -> all.put(each.name(), of(each, usual)));
    return all;
  }
}
