/// The words of telephone traffic between two gateways: call record, agreement, tariff.
@NullMarked
package org.wasl.voice;

import org.jspecify.annotations.NullMarked;
