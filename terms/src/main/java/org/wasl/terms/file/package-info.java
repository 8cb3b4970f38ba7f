/// Files that survive a crash.
@NullMarked
package org.wasl.terms.file;

import org.jspecify.annotations.NullMarked;
