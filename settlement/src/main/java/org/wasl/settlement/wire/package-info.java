/// Settlement in the forms of others: the UBL invoice.
@NullMarked
package org.wasl.settlement.wire;

import org.jspecify.annotations.NullMarked;
