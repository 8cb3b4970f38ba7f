/// The forms in which plans, notices and reports are read and written: documents in which plans are
/// filed (bulletin trees, HTML, DOCX, PDF, CSV), the writer of E.129, and the messages of the
/// border.
@NullMarked
package org.wasl.numbering.wire;

import org.jspecify.annotations.NullMarked;
