/// What crosses between two nodes: signed, numbered, stored by both, countersigned by the receiver.
/// This package holds the words; the packages below it do the work.
@NullMarked
package org.wasl.border;

import org.jspecify.annotations.NullMarked;
