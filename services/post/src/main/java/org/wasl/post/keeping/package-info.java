/// Where the facts of a post are kept.
@NullMarked
package org.wasl.post.keeping;

import org.jspecify.annotations.NullMarked;
