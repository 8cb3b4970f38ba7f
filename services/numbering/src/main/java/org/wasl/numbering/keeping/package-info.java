/// The journal of what this office did and received: applications, notices, reports, test calls.
@NullMarked
package org.wasl.numbering.keeping;

import org.jspecify.annotations.NullMarked;
