/// What became of items, receptacles and dispatches: folds of facts, in whatever order they came.
@NullMarked
package org.wasl.post.following;

import org.jspecify.annotations.NullMarked;
