/// What one side tells the other of its plan before it changes, and how both see that they hold the
/// same.
@NullMarked
package org.wasl.numbering.noticing;

import org.jspecify.annotations.NullMarked;
