/// The forms in which a document leaves the node: HTML, CSV, XLSX and PDF, each equal to the byte
/// wherever it is made. No wall clock, no compression whose output a library may change.
@NullMarked
package org.wasl.settlement.wire;

import org.jspecify.annotations.NullMarked;
