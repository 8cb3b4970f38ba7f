package org.wasl.terms.country;

import java.math.BigDecimal;
import java.util.Optional;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;

/// A currency while it is money, and how it turned into the unit after it.
///
/// @param perNext how many of this unit make one of the next vintage, absent where there is none
public record DatedCurrency(
    CurrencyVintage unit,
    LocalizedText name,
    Validity validity,
    Optional<BigDecimal> perNext,
    Sourced sourced) {}
