/// Documents in which plans are filed: bulletin trees, HTML, DOCX, PDF, CSV; and the writer of
/// E.129.
@NullMarked
package org.wasl.numbering.wire;

import org.jspecify.annotations.NullMarked;
