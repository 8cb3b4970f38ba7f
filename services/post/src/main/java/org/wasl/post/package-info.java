/// The words of the postal exchange: items, receptacles, dispatches and the offices between which
/// they travel, as their identifiers name them.
@NullMarked
package org.wasl.post;

import org.jspecify.annotations.NullMarked;
