/// Makes the numbering service of a node, or of a file on a desk, out of the folder of facts.
@NullMarked
package org.wasl.numbering.setup;

import org.jspecify.annotations.NullMarked;
