/// Reading filings of national plans (ITU-T E.129) into proposals and named defects; nothing is
/// lost between.
@NullMarked
package org.wasl.numbering.filing;

import org.jspecify.annotations.NullMarked;
