/// From the agreed account to who pays whom how much, and until when.
@NullMarked
package org.wasl.settlement.netting;

import org.jspecify.annotations.NullMarked;
