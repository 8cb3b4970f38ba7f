package org.wasl.paper;

import java.util.ArrayList;
import java.util.List;

/// A bar code in Code 128 (ISO/IEC 15417): printable ASCII in set B, runs of at least four digits
/// in pairs in set C, check symbol and stop.
///
/// @param text what a scanner reads, 1 to [#LONGEST] characters
/// @param modules widths of bars and spaces in turn, beginning with a bar, without quiet zones
public record Code128(String text, List<Integer> modules) {
  public static final int LONGEST = 60;

  /// Modules that stay white on both sides.
  public static final int QUIET = 10;

  private static final int TO_C = 99;
  private static final int TO_B = 100;
  private static final int START_B = 104;
  private static final int START_C = 105;
  private static final int STOP = 106;
  private static final int RUN = 4;

  private static final String[] WIDTHS = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"
  };

  public Code128 {
    modules = List.copyOf(modules);
  }

  /// @throws IllegalArgumentException when it is empty, too long or not printable ASCII
  public static Code128 of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("1 to " + LONGEST + " characters, not " + text.length());
    }
    List<Integer> modules = new ArrayList<>();
    for (int symbol : symbols(text)) {
      WIDTHS[symbol].chars().forEach(width -> modules.add(width - '0'));
    }
    return new Code128(text, modules);
  }

  private static List<Integer> symbols(String text) {
    List<Integer> symbols = new ArrayList<>();
    boolean pairs = digits(text, 0) >= RUN && digits(text, 0) % 2 == 0;
    symbols.add(pairs ? START_C : START_B);
    int at = 0;
    while (at < text.length()) {
      int run = digits(text, at);
      if (pairs && run < 2) {
        symbols.add(TO_B);
        pairs = false;
      } else if (!pairs && run >= RUN && run % 2 == 0) {
        symbols.add(TO_C);
        pairs = true;
      } else if (pairs) {
        symbols.add(Integer.parseInt(text, at, at + 2, 10));
        at += 2;
      } else {
        symbols.add(inSetB(text.charAt(at)));
        at++;
      }
    }
    symbols.add(check(symbols));
    symbols.add(STOP);
    return symbols;
  }

  private static int inSetB(char c) {
    if (c < ' ' || c > '~') {
      throw new IllegalArgumentException("not printable ASCII: U+%04X".formatted((int) c));
    }
    return c - ' ';
  }

  private static int check(List<Integer> symbols) {
    int sum = symbols.getFirst();
    for (int i = 1; i < symbols.size(); i++) {
      sum += i * symbols.get(i);
    }
    return sum % 103;
  }

  private static int digits(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return to - from;
  }

  /// Width in modules, without quiet zones.
  public int width() {
    return modules.stream().mapToInt(Integer::intValue).sum();
  }
}
