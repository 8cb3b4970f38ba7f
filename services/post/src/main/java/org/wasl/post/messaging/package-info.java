/// Facts as messages of the field, to and from other systems, and the interchanges they come in.
@NullMarked
package org.wasl.post.messaging;

import org.jspecify.annotations.NullMarked;
