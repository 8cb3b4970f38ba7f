package org.wasl.paper;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Ink on a line, drawn by us and by Java2D with HarfBuzz, to be compared.
record Raster(BufferedImage image, int left, int top, int width, int height) {
  private static final int PIXELS = 100;

  static Raster ours(String text) throws IOException {
    PdfSheets sheets = new PdfSheets("ar");
    sheets.sheet(60_000, 6_000);
    // 2540 units are an inch; at 100 pixels an inch the em has PIXELS pixels
    sheets.show(PdfSheets.line(new PdfSheets.Pen(false, 2_540), text), 1_000, 4_000);
    try (PDDocument document = Loader.loadPDF(sheets.bytes())) {
      return of(new PDFRenderer(document).renderImageWithDPI(0, PIXELS, ImageType.GRAY));
    }
  }

  static Raster harfBuzz(String text) throws IOException, FontFormatException {
    Font font;
    try (InputStream in = Raster.class.getResourceAsStream("fonts/Amiri-Regular.ttf")) {
      font = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont((float) PIXELS);
    }
    BufferedImage image = new BufferedImage(2_400, 240, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(java.awt.Color.BLACK);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    FontRenderContext context = new FontRenderContext(null, true, true);
    TextLayout layout = new TextLayout(text, font, context);
    graphics.fill(layout.getOutline(AffineTransform.getTranslateInstance(40, 160)));
    graphics.dispose();
    return of(image);
  }

  private static Raster of(BufferedImage image) {
    int left = image.getWidth();
    int right = -1;
    int top = image.getHeight();
    int bottom = -1;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (ink(image, x, y) > 127) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return new Raster(image, left, top, right - left + 1, bottom - top + 1);
  }

  private static int ink(BufferedImage image, int x, int y) {
    return 255 - image.getRaster().getSample(x, y, 0);
  }

  /// How alike the ink of two lines is: common ink by all ink, with both stretched to one width, at
  /// the best of a few heights; 1 where every pixel agrees.
  double likeness(Raster other) {
    double best = 0;
    for (int shift = -2; shift <= 2; shift++) {
      best = Math.max(best, likeness(other, shift));
    }
    return best;
  }

  private double likeness(Raster other, int shift) {
    int common = 0;
    int all = 0;
    int rows = Math.max(height, other.height);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < width; x++) {
        boolean here = isInk(x, y);
        boolean there = other.isInk(x * other.width / width, y + shift);
        common += here && there ? 1 : 0;
        all += here || there ? 1 : 0;
      }
    }
    return all == 0 ? 0 : common / (double) all;
  }

  private boolean isInk(int x, int y) {
    int atX = left + x;
    int atY = top + y;
    return atX < image.getWidth()
        && atY >= 0
        && atY < image.getHeight()
        && ink(image, atX, atY) > 127;
  }
}
