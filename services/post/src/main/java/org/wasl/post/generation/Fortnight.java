package org.wasl.post.generation;

import java.util.List;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.following.ItemStory;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;

/// Mail of some days both ways, as the offices of both posts recorded it, with the truth.
///
/// @param ofOne facts of the offices of one post, in the order of their capture
/// @param ofOther facts of the offices of the other post, in the order of their capture
/// @param planted what is wrong with dispatches
/// @param carried what is wrong with consignments
/// @param flagged what does not fit in the stories of items
/// @param gaps dispatches that were closed and never told, and came never
/// @param unseen dispatches that were told and came never
public record Fortnight(
    List<Fact> ofOne,
    List<Fact> ofOther,
    List<Planted> planted,
    List<Carried> carried,
    List<Flagged> flagged,
    List<DispatchKey> gaps,
    List<DispatchKey> unseen) {
  public Fortnight {
    ofOne = List.copyOf(ofOne);
    ofOther = List.copyOf(ofOther);
    planted = List.copyOf(planted);
    carried = List.copyOf(carried);
    flagged = List.copyOf(flagged);
    gaps = List.copyOf(gaps);
    unseen = List.copyOf(unseen);
  }

  /// What is wrong with a dispatch.
  ///
  /// @param subject of the irregularity that has to be found
  public record Planted(DispatchKey dispatch, Irregularity.Kind kind, String subject)
      implements Comparable<Planted> {
    @Override
    public int compareTo(Planted other) {
      return toString().compareTo(other.toString());
    }
  }

  /// What is wrong with a consignment.
  ///
  /// @param subject of the irregularity that has to be found
  public record Carried(ConsignmentId consignment, Irregularity.Kind kind, String subject)
      implements Comparable<Carried> {
    @Override
    public int compareTo(Carried other) {
      return toString().compareTo(other.toString());
    }
  }

  /// What does not fit in the story of an item.
  public record Flagged(String item, ItemStory.Flag flag) implements Comparable<Flagged> {
    @Override
    public int compareTo(Flagged other) {
      return toString().compareTo(other.toString());
    }
  }
}
