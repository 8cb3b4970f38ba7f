/// Construction of the service.
@NullMarked
package org.wasl.voice.setup;

import org.jspecify.annotations.NullMarked;
