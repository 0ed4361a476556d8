/**
 * One session of BiSocket/2, without sockets, threads and cipher: frames in, frames out, on one
 * thread, with a clock that is handed in. {@link io.bisocket.internal.engine.SessionEngine} is the
 * way in; {@code docs/protocol.md} tells the rules.
 */
@NullMarked
package io.bisocket.internal.engine;

import org.jspecify.annotations.NullMarked;
