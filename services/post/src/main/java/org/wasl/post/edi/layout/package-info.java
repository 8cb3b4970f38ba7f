/// What the segments of a message say, by layouts that are data; and whatever they say beyond, kept
/// in its place.
@NullMarked
package org.wasl.post.edi.layout;

import org.jspecify.annotations.NullMarked;
