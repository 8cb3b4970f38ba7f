/// What an inquiry about an item asks of the posts: its people, its terms, and what is to be paid.
@NullMarked
package org.wasl.post.inquiring;

import org.jspecify.annotations.NullMarked;
