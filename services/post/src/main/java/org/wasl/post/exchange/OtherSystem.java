package org.wasl.post.exchange;

import org.wasl.post.edi.EdiAddress;

/// Another system that speaks EDIFACT with this node through folders, for example what the post
/// already has.
///
/// @param name of its folder: lower case letters, digits and hyphens
/// @param us our address towards it
/// @param it its address
/// @param wantsTold what our offices record and tell
/// @param wantsHeard what the other post tells us
public record OtherSystem(
    String name, EdiAddress us, EdiAddress it, boolean wantsTold, boolean wantsHeard) {
  public OtherSystem {
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException("not a name of a system: " + name);
    }
  }
}
