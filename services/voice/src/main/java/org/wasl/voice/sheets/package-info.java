/// Rate sheets: read from tables, compared with the tariff in force, usable once the other side
/// signed that it accepts them.
@NullMarked
package org.wasl.voice.sheets;

import org.jspecify.annotations.NullMarked;
