/// The pages of the post and the interface of its clerks' screen.
@NullMarked
package org.wasl.post.web;

import org.jspecify.annotations.NullMarked;
