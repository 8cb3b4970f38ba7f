/// Mediation, rating and accounting of voice as an Apache Flink job, for what one machine cannot
/// carry; the same code inside, the same account out.
@NullMarked
package org.wasl.voice.flink;

import org.jspecify.annotations.NullMarked;
