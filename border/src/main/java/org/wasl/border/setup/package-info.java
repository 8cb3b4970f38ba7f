/// Construction: one border out of keys, stores, peers and handlers.
@NullMarked
package org.wasl.border.setup;

import org.jspecify.annotations.NullMarked;
