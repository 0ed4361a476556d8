/** Dialect-neutral sessions: what a wire format owes the rest, and the rest a wire format. */
@NullMarked
package io.bisocket.internal.session;

import org.jspecify.annotations.NullMarked;
