/// What the manager of a post asks: how much mail, what it comes to, what is late, what was found
/// wrong, and how much an office does in an hour. Of offices, never of a clerk.
@NullMarked
package org.wasl.post.managing;

import org.jspecify.annotations.NullMarked;
