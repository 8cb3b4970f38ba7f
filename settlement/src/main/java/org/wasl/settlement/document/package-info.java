/// What a document says, before it is drawn as a page, a table or a spreadsheet.
@NullMarked
package org.wasl.settlement.document;

import org.jspecify.annotations.NullMarked;
