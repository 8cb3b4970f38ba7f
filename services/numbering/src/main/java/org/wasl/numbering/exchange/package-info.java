/// The numbering officer's desk: notices, test calls and reports across the border.
@NullMarked
package org.wasl.numbering.exchange;

import org.jspecify.annotations.NullMarked;
