package org.wasl.post.edi.layout;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.edi.Segment;

/// How a group of segments that came differs from what would be written for what it says: segments
/// that no layout explains, another order, another way to write a number. With it the group is
/// written again as it came.
///
/// @param changes in the order of their places
public record Kept(List<Change> changes) {
  /// Nothing: what came is what is written.
  public static final Kept NOTHING = new Kept(List.of());

  /// Beyond this many pairs the whole group is one change.
  private static final int MOST_PAIRS = 1_000_000;

  /// Segments in place of others.
  ///
  /// @param at how many segments of what is written stand before
  /// @param instead of these, none where something is only added
  /// @param kept what came
  public record Change(int at, List<Segment> instead, List<Segment> kept) {
    public Change {
      instead = List.copyOf(instead);
      kept = List.copyOf(kept);
    }
  }

  public Kept {
    changes = List.copyOf(changes);
  }

  /// The fewest changes that lead from what is written to what came.
  static Kept between(List<Segment> written, List<Segment> came) {
    if (written.equals(came)) {
      return NOTHING;
    }
    if ((long) written.size() * came.size() > MOST_PAIRS) {
      return new Kept(List.of(new Change(0, written, came)));
    }
    int[][] common = commonLengths(written, came);
    List<Change> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < written.size() || j < came.size()) {
      if (i < written.size() && j < came.size() && written.get(i).equals(came.get(j))) {
        i++;
        j++;
        continue;
      }
      int at = i;
      List<Segment> instead = new ArrayList<>();
      List<Segment> kept = new ArrayList<>();
      while (i < written.size() || j < came.size()) {
        if (i < written.size() && j < came.size() && written.get(i).equals(came.get(j))) {
          break;
        }
        if (j == came.size() || (i < written.size() && common[i + 1][j] >= common[i][j + 1])) {
          instead.add(written.get(i++));
        } else {
          kept.add(came.get(j++));
        }
      }
      changes.add(new Change(at, instead, kept));
    }
    return new Kept(changes);
  }

  /// Of each pair of ends, the length of the longest common sequence.
  private static int[][] commonLengths(List<Segment> written, List<Segment> came) {
    int[][] common = new int[written.size() + 1][came.size() + 1];
    for (int i = written.size() - 1; i >= 0; i--) {
      for (int j = came.size() - 1; j >= 0; j--) {
        common[i][j] =
            written.get(i).equals(came.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /// What is written, changed so. Where it is another than it was, the new value stands, and what
  /// is only added is added all the same.
  List<Segment> applied(List<Segment> written) {
    List<Segment> all = new ArrayList<>();
    int done = 0;
    for (Change change : changes) {
      int at = Math.min(Math.max(change.at(), done), written.size());
      all.addAll(written.subList(done, at));
      int end = Math.min(at + change.instead().size(), written.size());
      if (written.subList(at, end).equals(change.instead())) {
        all.addAll(change.kept());
      } else {
        all.addAll(written.subList(at, end));
      }
      done = end;
    }
    all.addAll(written.subList(done, written.size()));
    return all;
  }
}
