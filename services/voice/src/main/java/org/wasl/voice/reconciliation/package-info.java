/// Why two accounts differ: pairing of calls by tokens, causes.
@NullMarked
package org.wasl.voice.reconciliation;

import org.jspecify.annotations.NullMarked;
