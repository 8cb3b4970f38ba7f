package org.wasl.numbering.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;

/// The number space as a picture: a hundred cells, one for each next two digits; in a cell numbers
/// ascend from left to right in the colour of their holder or state. What is white is nobody's.
///
/// @param in the digits before, of even count
/// @param holders the colour of each holder, by its name as filed
/// @param givenPerMille how much of this part of the space is given
public record NumberMap(
    String in, List<Cell> cells, List<HolderColour> holders, int givenPerMille) {
  static final int MOST_DIGITS = 6;
  private static final int COLUMNS = 10;
  private static final int WIDTH = 44;
  private static final int HEIGHT = 36;
  private static final int BAR = 40;
  private static final int COLOURS = 8;

  /// @param prefix the digits that lead its numbers
  /// @param title who holds what in it
  public record Cell(String prefix, int x, int y, List<Bar> bars, List<String> titles) {
    private static final int MOST = 12;

    /// What is in it, in words.
    public String label() {
      String some = String.join(", ", titles.subList(0, Math.min(MOST, titles.size())));
      return titles.isEmpty() ? prefix : prefix + ": " + some + (titles.size() > MOST ? " …" : "");
    }
  }

  /// @param tone class of the sheet
  public record Bar(int x, int width, String tone) {}

  public record HolderColour(Holder holder, String tone, long codes) {}

  static NumberMap of(List<PlanEntry> entries, String in) {
    List<PlanEntry> painted =
        entries.stream()
            .filter(each -> each.resource().isNumbers())
            .sorted(Comparator.comparing(PlanEntry::resource).thenComparing(PlanEntry::codes))
            .toList();
    Map<String, HolderColour> colours = colours(painted);
    List<Cell> cells = new ArrayList<>();
    long given = 0;
    for (int i = 0; i < COLUMNS * COLUMNS; i++) {
      CodeRange range = CodeRange.of(in + String.format("%02d", i));
      Cell cell =
          new Cell(
              range.first(),
              2 + i % COLUMNS * WIDTH,
              2 + i / COLUMNS * HEIGHT,
              new ArrayList<>(),
              new ArrayList<>());
      given += fill(cell, range, painted, colours);
      cells.add(cell);
    }
    return new NumberMap(
        in, cells, List.copyOf(colours.values()), (int) (given * 10 / COLUMNS / COLUMNS));
  }

  private static Map<String, HolderColour> colours(List<PlanEntry> entries) {
    Map<String, Long> sizes = new TreeMap<>();
    Map<String, Holder> holders = new TreeMap<>();
    for (PlanEntry entry : entries) {
      if (entry.status().isGiven() && entry.holder().isPresent()) {
        Holder holder = entry.holder().get();
        sizes.merge(holder.name(), entry.codes().high() - entry.codes().low(), Long::sum);
        holders.put(holder.name(), holder);
      }
    }
    Map<String, HolderColour> colours = new TreeMap<>();
    List<Map.Entry<String, Long>> sorted =
        sizes.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .toList();
    for (int i = 0; i < sorted.size(); i++) {
      String name = sorted.get(i).getKey();
      Holder holder = holders.getOrDefault(name, Holder.named(name));
      colours.put(
          name, new HolderColour(holder, "h" + Math.min(i, COLOURS - 1), sorted.get(i).getValue()));
    }
    return colours;
  }

  /// @return how many hundredths of the cell are given
  private static long fill(
      Cell cell, CodeRange range, List<PlanEntry> entries, Map<String, HolderColour> colours) {
    long low = range.low();
    long size = range.high() - low;
    long given = 0;
    for (PlanEntry entry : entries) {
      if (!entry.codes().overlaps(range)) {
        continue;
      }
      long from = Math.max(entry.codes().low(), low) - low;
      long to = Math.min(entry.codes().high(), range.high()) - low;
      int x = (int) (from / (size / 1_000) * BAR / 1_000);
      int end = (int) Math.ceilDiv(to / (size / 1_000) * BAR, 1_000);
      cell.bars().add(new Bar(cell.x() + x, Math.max(1, end - x), tone(entry, colours)));
      cell.titles()
          .add(
              entry.codes()
                  + " "
                  + entry.holder().map(Holder::name).orElse("")
                  + " "
                  + entry.status());
      if (entry.status().isGiven() && entry.resource() == Resource.E164_NDC) {
        given += (to - from) / (size / 100);
      }
    }
    return given;
  }

  private static String tone(PlanEntry entry, Map<String, HolderColour> colours) {
    boolean held = entry.status() == Status.IN_SERVICE || entry.status() == Status.ALLOCATED;
    HolderColour colour =
        entry.holder().isPresent() ? colours.get(entry.holder().get().name()) : null;
    return held && colour != null
        ? colour.tone()
        : "st-" + entry.status().name().toLowerCase(Locale.ROOT);
  }

  /// Whether a cell can be opened.
  public boolean canZoom() {
    return in.length() + 2 < MOST_DIGITS;
  }

  /// The digits of the part around this one.
  public String around() {
    return in.substring(0, Math.max(0, in.length() - 2));
  }
}
