/// The month's steps across the border.
@NullMarked
package org.wasl.voice.exchange;

import org.jspecify.annotations.NullMarked;
