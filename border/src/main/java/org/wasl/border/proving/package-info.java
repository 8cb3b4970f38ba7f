/// Receipts that anybody can verify offline.
@NullMarked
package org.wasl.border.proving;

import org.jspecify.annotations.NullMarked;
