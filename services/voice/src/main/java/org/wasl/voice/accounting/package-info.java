/// The account of a month from this side's own records.
@NullMarked
package org.wasl.voice.accounting;

import org.jspecify.annotations.NullMarked;
