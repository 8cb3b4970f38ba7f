/// The forms in which plans, notices and reports are read and written.
@NullMarked
package org.wasl.numbering.wire;

import org.jspecify.annotations.NullMarked;
