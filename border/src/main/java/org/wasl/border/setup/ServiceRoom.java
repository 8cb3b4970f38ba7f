package org.wasl.border.setup;

import java.util.List;
import org.wasl.border.Lane;

/// Where one service stands in a node: its lane, its database schema and what a backup takes along.
///
/// @param schema its name is also the folder of its migrations, `db/<schema>`
/// @param tables in the order in which rows refer to each other, each with its schema
/// @param folders under the node's home
public record ServiceRoom(Lane lane, String schema, List<String> tables, List<String> folders) {
  public ServiceRoom {
    if (!schema.matches("[a-z][a-z0-9_]{1,30}")) {
      throw new IllegalArgumentException("not a schema name: " + schema);
    }
    String prefix = schema + ".";
    if (!tables.stream().allMatch(each -> each.startsWith(prefix))) {
      throw new IllegalArgumentException("a table outside of the schema " + schema);
    }
    tables = List.copyOf(tables);
    folders = List.copyOf(folders);
  }
}
