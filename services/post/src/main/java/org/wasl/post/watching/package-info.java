/// What should have come and did not.
@NullMarked
package org.wasl.post.watching;

import org.jspecify.annotations.NullMarked;
