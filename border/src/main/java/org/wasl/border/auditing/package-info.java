/// The node's own log of decisions and of reads of personal data.
@NullMarked
package org.wasl.border.auditing;

import org.jspecify.annotations.NullMarked;
