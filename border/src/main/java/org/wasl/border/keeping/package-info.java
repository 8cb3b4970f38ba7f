/// What a node keeps of the border, as ports; the stores implement them.
@NullMarked
package org.wasl.border.keeping;

import org.jspecify.annotations.NullMarked;
