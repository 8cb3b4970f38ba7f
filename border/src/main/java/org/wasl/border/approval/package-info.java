/// What binds the country needs two persons: one proposes, another approves, and only then it is
/// done.
@NullMarked
package org.wasl.border.approval;

import org.jspecify.annotations.NullMarked;
