/// Takes over what another system of the post holds, without ever writing to it.
@NullMarked
package org.wasl.post.migrating;

import org.jspecify.annotations.NullMarked;
