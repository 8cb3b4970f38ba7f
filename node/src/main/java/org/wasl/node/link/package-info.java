/// What two persons decide about the link itself: peers, keys, auditors, the next epoch.
@NullMarked
package org.wasl.node.link;

import org.jspecify.annotations.NullMarked;
