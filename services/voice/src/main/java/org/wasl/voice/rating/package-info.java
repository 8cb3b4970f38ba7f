/// What a call costs: longest prefix, validity, band, steps; exact.
@NullMarked
package org.wasl.voice.rating;

import org.jspecify.annotations.NullMarked;
