/// How two nodes agree to leave a frozen lane's epoch and open the next.
@NullMarked
package org.wasl.border.reopening;

import org.jspecify.annotations.NullMarked;
