package org.wasl.settlement.agreeing;

import java.time.YearMonth;
import org.wasl.settlement.Account;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.PartyId;

/// What a party does about a month; each crosses the border as a signed message.
public sealed interface Step {
  PartyId by();

  /// The party's account; a newer one replaces it until somebody agreed.
  record Declared(Account account) implements Step {
    @Override
    public PartyId by() {
      return account.declaredBy();
    }
  }

  record Contested(Contest contest) implements Step {
    @Override
    public PartyId by() {
      return contest.by();
    }
  }

  record Answered(ContestAnswer answer) implements Step {
    @Override
    public PartyId by() {
      return answer.by();
    }
  }

  /// Agreement to the account with this digest.
  record Agreed(PartyId by, YearMonth period, String agreedDigest) implements Step {}

  /// Signature under the statement with this digest; with both, the month is closed.
  record Signed(PartyId by, YearMonth period, String statementDigest) implements Step {}
}
