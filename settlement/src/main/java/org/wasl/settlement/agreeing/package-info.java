/// From two accounts, contests and answers to one agreed account, and the month's way there.
@NullMarked
package org.wasl.settlement.agreeing;

import org.jspecify.annotations.NullMarked;
