/// How well routes carry calls: counts by quarter-hour, ratios only on display, alarms.
@NullMarked
package org.wasl.voice.quality;

import org.jspecify.annotations.NullMarked;
