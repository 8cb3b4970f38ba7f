/// Folders into which files are put for a service.
@NullMarked
package org.wasl.node.drop;

import org.jspecify.annotations.NullMarked;
