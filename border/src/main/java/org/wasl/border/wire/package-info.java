/// The bytes between nodes, and HTTP over mutual TLS.
@NullMarked
package org.wasl.border.wire;

import org.jspecify.annotations.NullMarked;
