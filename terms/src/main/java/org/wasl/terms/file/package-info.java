/// Files that survive a crash, and lines of cells.
@NullMarked
package org.wasl.terms.file;

import org.jspecify.annotations.NullMarked;
