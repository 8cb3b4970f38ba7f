/// From digits as switches and people write them to E.164.
@NullMarked
package org.wasl.numbering.normalising;

import org.jspecify.annotations.NullMarked;
