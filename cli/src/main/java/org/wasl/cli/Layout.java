package org.wasl.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the program finds its own parts: set by the start script.
final class Layout {
  private Layout() {}

  static Path countries() {
    String set = System.getProperty("wasl.countries");
    Path here = Path.of(set == null ? "countries" : set).toAbsolutePath();
    if (!Files.isDirectory(here)) {
      throw new IllegalStateException(
          "the folder of facts is not at "
              + here
              + " (-Dwasl.countries) / مجلد البيانات غير موجود");
    }
    return here;
  }

  /// Where the embedded database's program is unpacked, once for all nodes of a data folder.
  static Path program(Path data) {
    return data.resolve("program");
  }
}
