package org.wasl.paper;

/// The two fonts of the product's papers (Amiri, with Arabic and Latin letters), read once.
enum PdfFont {
  REGULAR("R", "WASLAA+Amiri-Regular", "Amiri-Regular.ttf"),
  BOLD("B", "WASLAB+Amiri-Bold", "Amiri-Bold.ttf");

  private final String key;
  private final String name;
  private final TrueTypeFont file;

  PdfFont(String key, String name, String resource) {
    this.key = key;
    this.name = name;
    this.file = TrueTypeFont.ofResource(resource);
  }

  static PdfFont of(boolean bold) {
    return bold ? BOLD : REGULAR;
  }

  /// Its name in the resources of a page.
  String key() {
    return key;
  }

  /// Its PostScript name with the mark of a subset.
  String subsetName() {
    return name;
  }

  TrueTypeFont file() {
    return file;
  }
}
