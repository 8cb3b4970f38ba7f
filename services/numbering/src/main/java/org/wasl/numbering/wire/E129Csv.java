package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wasl.numbering.filing.PlanFiling;

/// The machine form as separated values (RFC 4180, UTF-8): the lines in front as comments, then the
/// table with its headings.
public final class E129Csv {
  private E129Csv() {}

  public static byte[] write(PlanFiling plan, E129Words words) {
    StringBuilder csv = new StringBuilder("# ").append(words.title()).append("\r\n");
    words.lines(plan).forEach(line -> csv.append("# ").append(line).append("\r\n"));
    for (List<String> row : E129Table.rows(plan, words)) {
      for (int i = 0; i < row.size(); i++) {
        csv.append(i == 0 ? "" : ",").append(quoted(row.get(i)));
      }
      csv.append("\r\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
