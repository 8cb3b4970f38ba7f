package org.wasl.numbering;

import java.util.Optional;

/// An international signalling point code (ITU-T Q.708 §2): 14 bits as zone, area or network, and
/// point, 3-8-3 bits, written `4-034-1`.
///
/// @param zone 0 to 7
/// @param area 0 to 255
/// @param point 0 to 7
public record SignallingPointCode(int zone, int area, int point) {
  private static final int AREA = 8;
  private static final int ZONE = 2_048;
  private static final int END = 8 * ZONE;

  public SignallingPointCode {
    if (zone < 0 || zone > 7 || area < 0 || area > 255 || point < 0 || point > 7) {
      throw new IllegalArgumentException(
          "not a signalling point code: " + zone + "-" + area + "-" + point);
    }
  }

  public static SignallingPointCode ofDecimal(int decimal) {
    if (decimal < 0 || decimal >= END) {
      throw new IllegalArgumentException("a point code has 14 bits: " + decimal);
    }
    return new SignallingPointCode(decimal / ZONE, decimal % ZONE / AREA, decimal % AREA);
  }

  /// The point of five decimal digits, where there is one.
  static Optional<SignallingPointCode> find(String code) {
    boolean fits = code.length() == 5 && Integer.parseInt(code) < END;
    return fits ? Optional.of(ofDecimal(Integer.parseInt(code))) : Optional.empty();
  }

  /// Reads `Z-AAA-S`, or `Z-AAA` as the first point of the area.
  public static SignallingPointCode read(String text) {
    if (!text.matches("[0-7]-[0-9]{1,3}(-[0-7])?")) {
      throw new IllegalArgumentException("expected Z-AAA-S, found " + text);
    }
    String[] part = text.split("-", -1);
    int point = part.length == 3 ? Integer.parseInt(part[2]) : 0;
    return new SignallingPointCode(Integer.parseInt(part[0]), Integer.parseInt(part[1]), point);
  }

  public int decimal() {
    return zone * ZONE + area * AREA + point;
  }

  /// The decimal value as five digits, as the registry keeps it.
  public String code() {
    return String.format("%05d", decimal());
  }

  /// Its signalling area or network code, `Z-AAA`.
  public String areaCode() {
    return String.format("%d-%03d", zone, area);
  }

  @Override
  public String toString() {
    return areaCode() + "-" + point;
  }
}
