/// The life of a range in the hands of this administration: application, checks, decision, use,
/// recovery, rest.
@NullMarked
package org.wasl.numbering.administering;

import org.jspecify.annotations.NullMarked;
