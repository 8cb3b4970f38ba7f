/// Facts as bodies of messages and as stored rows.
@NullMarked
package org.wasl.post.wire;

import org.jspecify.annotations.NullMarked;
