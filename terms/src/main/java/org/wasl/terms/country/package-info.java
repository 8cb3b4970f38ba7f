/// The dated facts of a party as its folder under `countries/` tells them: names, organisations,
/// currencies, calendar, and what its law lets leave and enter.
@NullMarked
package org.wasl.terms.country;

import org.jspecify.annotations.NullMarked;
