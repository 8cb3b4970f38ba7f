/// Taking in what the peer sends: checked, stored, countersigned.
@NullMarked
package org.wasl.border.mirroring;

import org.jspecify.annotations.NullMarked;
