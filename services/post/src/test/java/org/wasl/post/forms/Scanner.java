package org.wasl.post.forms;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A scanner as clerks have it: it sees a print of a page askew and with dirt, and ZXing reads it.
final class Scanner {
  private final int dpi;
  private final double degrees;
  private final SplittableRandom dirt = new SplittableRandom(128);

  Scanner(int dpi, double degrees) {
    this.dpi = dpi;
    this.degrees = degrees;
  }

  String read(byte[] pdf, int page) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return read(new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.GRAY));
    }
  }

  private String read(BufferedImage print) {
    BufferedImage seen =
        new BufferedImage(print.getWidth(), print.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = seen.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, seen.getWidth(), seen.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.rotate(Math.toRadians(degrees), seen.getWidth() / 2.0, seen.getHeight() / 2.0);
    graphics.drawImage(print, 0, 0, null);
    graphics.dispose();
    int[] pixels = seen.getRGB(0, 0, seen.getWidth(), seen.getHeight(), null, 0, seen.getWidth());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = dirty(pixels[i] & 0xFF);
    }
    RGBLuminanceSource source = new RGBLuminanceSource(seen.getWidth(), seen.getHeight(), pixels);
    try {
      return new MultiFormatReader()
          .decode(
              new BinaryBitmap(new HybridBinarizer(source)),
              Map.of(
                  DecodeHintType.TRY_HARDER,
                  true,
                  DecodeHintType.POSSIBLE_FORMATS,
                  List.of(BarcodeFormat.CODE_128)))
          .getText();
    } catch (NotFoundException e) {
      return "nothing";
    }
  }

  /// Grey paper, grey ink, grain on both, and a speck in a thousand.
  private int dirty(int grey) {
    int grain = dirt.nextInt(-24, 25);
    int printed = 40 + grey * 185 / 255 + grain;
    int seen = dirt.nextInt(1_000) == 0 ? 255 - grey : Math.clamp(printed, 0, 255);
    return seen << 16 | seen << 8 | seen;
  }
}
