/// What a dispatch counts for and what that costs: dated rate rows, exactly applied.
@NullMarked
package org.wasl.post.rating;

import org.jspecify.annotations.NullMarked;
