/// The messages that posts and carriers send each other, as what they say: typed, in no syntax.
@NullMarked
package org.wasl.post.edi.message;

import org.jspecify.annotations.NullMarked;
