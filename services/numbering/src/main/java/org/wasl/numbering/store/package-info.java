/// Reading the plans from the parties' folders of facts.
@NullMarked
package org.wasl.numbering.store;

import org.jspecify.annotations.NullMarked;
