/// Questioning lines of the other side's account and answering such questions.
@NullMarked
package org.wasl.settlement.contesting;

import org.jspecify.annotations.NullMarked;
