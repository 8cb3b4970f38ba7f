/// What people at offices did and saw, as facts that are never changed.
@NullMarked
package org.wasl.post.recording;

import org.jspecify.annotations.NullMarked;
