/// Fast answers: prefixes and ported numbers in a few words of memory, one immutable snapshot an
/// instant, exchanged while in use.
@NullMarked
package org.wasl.numbering.lookup;

import org.jspecify.annotations.NullMarked;
