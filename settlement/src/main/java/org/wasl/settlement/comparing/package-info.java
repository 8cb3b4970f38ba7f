/// Laying two accounts of the same month side by side.
@NullMarked
package org.wasl.settlement.comparing;

import org.jspecify.annotations.NullMarked;
