package org.wasl.numbering.porting;

import java.time.Instant;
import org.wasl.numbering.E164Number;
import org.wasl.terms.OrganisationId;

/// A number that changed its network (ITU-T E.164 Supplement 2).
///
/// @param donor who gave it up
/// @param recipient who has it now
/// @param routing what leads a call to the recipient, 1 to 10 hexadecimal digits (ITU-T Q.769.1);
///   empty when the number returned to the holder of its range
public record Ported(
    E164Number number,
    OrganisationId donor,
    OrganisationId recipient,
    String routing,
    Instant since) {
  public Ported {
    if (!routing.matches("[0-9A-F]{0,10}")) {
      throw new IllegalArgumentException("not a routing number");
    }
    if (donor.equals(recipient)) {
      throw new IllegalArgumentException("donor and recipient are one");
    }
  }

  public boolean isReturn() {
    return routing.isEmpty();
  }
}
