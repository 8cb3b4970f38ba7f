/// From the outbox into the log, and from the log to the peer.
@NullMarked
package org.wasl.border.sending;

import org.jspecify.annotations.NullMarked;
