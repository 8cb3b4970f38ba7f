/// What voice keeps: files, segments, steps; in memory and on PostgreSQL.
@NullMarked
package org.wasl.voice.store;

import org.jspecify.annotations.NullMarked;
