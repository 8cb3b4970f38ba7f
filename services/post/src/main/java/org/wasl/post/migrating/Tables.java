package org.wasl.post.migrating;

import java.util.function.Consumer;

/// The tables of the other system, wherever they come from.
public interface Tables {
  /// Gives the rows of a table one by one; none when there is no such table.
  void each(String table, Consumer<TableRow> rows);
}
