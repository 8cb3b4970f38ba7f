package org.wasl.post.migrating;

import java.util.List;
import java.util.function.Consumer;

/// Tables of the other system, dumped or in its own database.
public interface Tables {
  /// Hands over the rows of a table.
  ///
  /// @param columns that are wanted, in capital letters; others may come along
  /// @return false when there is no such table
  boolean each(String table, List<String> columns, Consumer<TableRow> rows);

  /// How many rows a table has; -1 where that is not known before it is read.
  long count(String table);
}
