/// The desk of a post: takes what its offices record, tells the other post, and hears it.
@NullMarked
package org.wasl.post.exchange;

import org.jspecify.annotations.NullMarked;
