/// What is due from whom and until when: accounts, questions, statements, endorsements, payments
/// and interest, as the time limits of the agreement give it (ITR 2012, Appendix 1).
@NullMarked
package org.wasl.settlement.due;

import org.jspecify.annotations.NullMarked;
