/// The words of settling an account between two parties: account, line, comparison, contest,
/// agreement, statement. Shared by every service that bills; it decides and never sends.
@NullMarked
package org.wasl.settlement;

import org.jspecify.annotations.NullMarked;
