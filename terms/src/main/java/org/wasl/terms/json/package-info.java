/// Exact JSON: a strict reader with limits and positions, and the canonical writer of RFC 8785 for
/// what is hashed and signed. Numbers are integers; amounts travel as strings.
@NullMarked
package org.wasl.terms.json;

import org.jspecify.annotations.NullMarked;
