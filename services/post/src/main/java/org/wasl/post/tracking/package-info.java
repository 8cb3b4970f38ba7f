/// Where items are and how long they take: for people who wait for them, and for those who answer
/// for the service.
@NullMarked
package org.wasl.post.tracking;

import org.jspecify.annotations.NullMarked;
