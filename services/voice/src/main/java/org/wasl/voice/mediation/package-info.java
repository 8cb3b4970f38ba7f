/// From files to records: each line accepted, dropped as duplicate, quarantined or ignored, and
/// counted.
@NullMarked
package org.wasl.voice.mediation;

import org.jspecify.annotations.NullMarked;
