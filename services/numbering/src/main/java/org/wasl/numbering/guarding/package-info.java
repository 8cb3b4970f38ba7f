/// Calls to numbers that nobody holds, and reports of misuse: counts and masked numbers only.
@NullMarked
package org.wasl.numbering.guarding;

import org.jspecify.annotations.NullMarked;
