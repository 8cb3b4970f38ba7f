/// Numbers that their users took from one network to another: who gave them up, who has them, how a
/// call gets there. Off until a party has rules for it.
@NullMarked
package org.wasl.numbering.porting;

import org.jspecify.annotations.NullMarked;
