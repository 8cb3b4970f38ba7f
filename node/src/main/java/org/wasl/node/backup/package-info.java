/// Taking a node away and bringing it back.
@NullMarked
package org.wasl.node.backup;

import org.jspecify.annotations.NullMarked;
