/**
 * BiSocket/2 between a TCP channel and a session: hello, reply, and then records, sealed and opened
 * on the channel's event loop. Knows bytes and keys, and nothing of frames or sessions.
 */
@NullMarked
package io.bisocket.internal.secure;

import org.jspecify.annotations.NullMarked;
