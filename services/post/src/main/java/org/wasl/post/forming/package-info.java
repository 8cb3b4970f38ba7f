/// Filling receptacles and closing dispatches at the office of origin.
@NullMarked
package org.wasl.post.forming;

import org.jspecify.annotations.NullMarked;
