/// Documents in Arabic and English: what a paper says, and the forms in which it leaves the node
/// (HTML, CSV, XLSX and PDF), each equal to the byte wherever it is made. No wall clock, no
/// compression whose output a library may change.
@NullMarked
package org.wasl.paper;

import org.jspecify.annotations.NullMarked;
