/// Call record formats in, message bodies in and out.
@NullMarked
package org.wasl.voice.wire;

import org.jspecify.annotations.NullMarked;
