/// Call records in BER (ITU-T X.690): files of 3GPP TS 32.297, records of TS 32.298, a vendor's
/// wrapper, files of which the tag table is supplied as data. Tag tables are written by hand from
/// facts.
@NullMarked
package org.wasl.voice.ber;

import org.jspecify.annotations.NullMarked;
