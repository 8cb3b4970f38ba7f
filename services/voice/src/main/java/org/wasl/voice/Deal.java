package org.wasl.voice;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.wasl.terms.Validity;

/// What two gateways agreed on the volume of a month, beside the rates of single calls. Amounts are
/// exact: millionths of the currency a minute times seconds. A deal replaces the price of the calls
/// in its scope; the account shows the difference as a line of its own.
public sealed interface Deal {
  /// The band of the lines that deals make.
  String BAND = "deal";

  /// Which calls it is about.
  ///
  /// @param id word of the account's line
  /// @param stream whose payer pays by it
  /// @param destinations empty for all of the stream
  /// @param validity the months whose first day lies in it
  /// @param billed whether billed seconds count, or seconds of conversation
  record Scope(
      String id, String stream, Set<String> destinations, Validity validity, boolean billed) {
    public Scope {
      destinations = Set.copyOf(destinations);
      if (!id.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
        throw new IllegalArgumentException("not the id of a deal: " + id);
      }
    }
  }

  Scope scope();

  /// What the payer owes for a month.
  ///
  /// @param seconds of the scope
  /// @param back seconds of the stream in the other direction that count against it, for swaps
  BigInteger owed(long seconds, long back);

  /// A rate from a volume on.
  ///
  /// @param from seconds, the first tier from 0
  /// @param micros millionths of the currency a minute
  record Tier(long from, long micros) {}

  private static List<Tier> checked(List<Tier> tiers) {
    boolean rising = !tiers.isEmpty() && tiers.getFirst().from() == 0;
    for (int i = 1; i < tiers.size(); i++) {
      rising &= tiers.get(i).from() > tiers.get(i - 1).from();
    }
    if (!rising || tiers.stream().anyMatch(tier -> tier.micros() < 0)) {
      throw new IllegalArgumentException("tiers begin at 0 and rise");
    }
    return List.copyOf(tiers);
  }

  private static BigInteger price(long micros, long seconds) {
    return BigInteger.valueOf(micros).multiply(BigInteger.valueOf(seconds));
  }

  /// Each tier's rate for the volume that lies in it.
  record Incremental(Scope scope, List<Tier> tiers) implements Deal {
    public Incremental {
      tiers = checked(tiers);
    }

    @Override
    public BigInteger owed(long seconds, long back) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < tiers.size(); i++) {
        long from = tiers.get(i).from();
        long to = i + 1 < tiers.size() ? tiers.get(i + 1).from() : Long.MAX_VALUE;
        long within = Math.max(0, Math.min(seconds, to) - from);
        sum = sum.add(price(tiers.get(i).micros(), within));
      }
      return sum;
    }
  }

  /// The rate of the tier that the volume reaches, for all of it.
  record Retroactive(Scope scope, List<Tier> tiers) implements Deal {
    public Retroactive {
      tiers = checked(tiers);
    }

    @Override
    public BigInteger owed(long seconds, long back) {
      long micros = tiers.getFirst().micros();
      for (Tier tier : tiers) {
        micros = seconds >= tier.from() ? tier.micros() : micros;
      }
      return price(micros, seconds);
    }
  }

  /// Send or pay: the committed volume is paid for whether it comes or not, more at another rate.
  record Commitment(Scope scope, long committed, long micros, long excessMicros) implements Deal {
    @Override
    public BigInteger owed(long seconds, long back) {
      return price(micros, committed).add(price(excessMicros, Math.max(0, seconds - committed)));
    }
  }

  /// A swap: volume that the other direction balances goes at the swap rate, the excess at another.
  ///
  /// @param backStream the stream in the other direction
  /// @param num and `den`: so many seconds are balanced by each second of the other direction
  record Swap(Scope scope, String backStream, long num, long den, long micros, long excessMicros)
      implements Deal {
    public Swap {
      if (num < 0 || den < 1) {
        throw new IllegalArgumentException("not the ratio of a swap");
      }
    }

    @Override
    public BigInteger owed(long seconds, long back) {
      long most =
          BigInteger.valueOf(back)
              .multiply(BigInteger.valueOf(num))
              .divide(BigInteger.valueOf(den))
              .min(BigInteger.valueOf(seconds))
              .longValueExact();
      return price(micros, most).add(price(excessMicros, seconds - most));
    }
  }

  /// Each side gets half of the accounting rate for what the other sends.
  ///
  /// @param accountingMicros the rate, even, so that its half is exact
  record RevenueDivision(Scope scope, long accountingMicros) implements Deal {
    public RevenueDivision {
      if (accountingMicros < 0 || accountingMicros % 2 != 0) {
        throw new IllegalArgumentException("the half of an accounting rate is exact");
      }
    }

    @Override
    public BigInteger owed(long seconds, long back) {
      return price(accountingMicros / 2, seconds);
    }
  }
}
