/// The words that every part of Wasl shares: parties, organisations, names in two languages,
/// classes of data, money, months. Only the JDK stands below them.
@NullMarked
package org.wasl.terms;

import org.jspecify.annotations.NullMarked;
