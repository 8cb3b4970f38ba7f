/// The link itself: anchors, peers, keys, the start-up guard, alarms.
@NullMarked
package org.wasl.border.linking;

import org.jspecify.annotations.NullMarked;
