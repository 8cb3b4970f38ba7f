/// Handing received messages to their services, each once, and answering.
@NullMarked
package org.wasl.border.handing;

import org.jspecify.annotations.NullMarked;
