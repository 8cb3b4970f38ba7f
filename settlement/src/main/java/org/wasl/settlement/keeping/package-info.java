/// The steps of months as they are kept, gone through again.
@NullMarked
package org.wasl.settlement.keeping;

import org.jspecify.annotations.NullMarked;
