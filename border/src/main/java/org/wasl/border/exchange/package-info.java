/// What two nodes say to each other, and the line on which they say it.
@NullMarked
package org.wasl.border.exchange;

import org.jspecify.annotations.NullMarked;
