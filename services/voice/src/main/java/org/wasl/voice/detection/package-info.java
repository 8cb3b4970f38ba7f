/// Illegal use of telephone traffic: bypass found by two countries together, and detectors of one.
@NullMarked
package org.wasl.voice.detection;

import org.jspecify.annotations.NullMarked;
