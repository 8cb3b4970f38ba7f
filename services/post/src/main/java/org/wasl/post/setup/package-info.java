/// Makes the post's desk of a node out of the folder of facts.
@NullMarked
package org.wasl.post.setup;

import org.jspecify.annotations.NullMarked;
