/// The facts of a post on PostgreSQL and in memory, and the files of agreements.
@NullMarked
package org.wasl.post.store;

import org.jspecify.annotations.NullMarked;
