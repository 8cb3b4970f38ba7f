/// Customs data of items, told to the other post before they depart, and what customs answer.
@NullMarked
package org.wasl.post.customs;

import org.jspecify.annotations.NullMarked;
