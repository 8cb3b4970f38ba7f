/// Mediation, rating, accounting and detection of voice as Apache Flink jobs, for what one machine
/// cannot carry; the same code inside, the same account out.
@NullMarked
package org.wasl.voice.flink;

import org.jspecify.annotations.NullMarked;
