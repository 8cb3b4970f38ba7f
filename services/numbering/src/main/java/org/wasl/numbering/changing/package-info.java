/// Number changes: old codes to new ones, with parallel running, applied to numbers in bulk.
@NullMarked
package org.wasl.numbering.changing;

import org.jspecify.annotations.NullMarked;
