/**
 * What BiSocket/2 puts on the wire: hello, frames, bodies. Bytes in, records out; {@code
 * docs/protocol.md} tells every byte.
 */
@NullMarked
package io.bisocket.internal.protocol;

import org.jspecify.annotations.NullMarked;
