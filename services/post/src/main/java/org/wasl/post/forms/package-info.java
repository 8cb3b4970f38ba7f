/// The forms that travel with mail and that posts send each other, as PDF in Arabic, French and
/// English: what each says, and how it is drawn.
@NullMarked
package org.wasl.post.forms;

import org.jspecify.annotations.NullMarked;
