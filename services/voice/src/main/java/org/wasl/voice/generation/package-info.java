/// Sample months with planted differences and the truth beside them.
@NullMarked
package org.wasl.voice.generation;

import org.jspecify.annotations.NullMarked;
