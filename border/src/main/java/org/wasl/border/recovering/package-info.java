/// After a start, a restore or a loss: nothing is signed before the peer has shown what it holds.
@NullMarked
package org.wasl.border.recovering;

import org.jspecify.annotations.NullMarked;
