/// What differs between two states of a plan, and what happened in between.
@NullMarked
package org.wasl.numbering.comparing;

import org.jspecify.annotations.NullMarked;
