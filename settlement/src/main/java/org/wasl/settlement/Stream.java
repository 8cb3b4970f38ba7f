package org.wasl.settlement;

import java.util.regex.Pattern;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// One direction of what is exchanged, for example the calls that start in one country and end in
/// the other: who owes, who is owed.
///
/// @param id short word, used in line keys
/// @param payer the party that collected the charges and owes the other; it makes the account of
///   this stream (ITR 2012 Appendix 1 no. 2.1), so inside the tolerance its figures stand
/// @param payee the party that is owed
/// @param name for people
public record Stream(String id, PartyId payer, PartyId payee, LocalizedText name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

  public Stream {
    if (!FORM.matcher(id).matches() || payer.equals(payee)) {
      throw new IllegalArgumentException("not a stream: " + id + " " + payer + " to " + payee);
    }
  }
}
