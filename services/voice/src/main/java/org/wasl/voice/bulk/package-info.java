/// Whole files from bytes to account lines in one pass: read, normalise, drop exact duplicates,
/// classify, rate, add up. The same results as call by call through `mediation` and `rating`.
@NullMarked
package org.wasl.voice.bulk;

import org.jspecify.annotations.NullMarked;
