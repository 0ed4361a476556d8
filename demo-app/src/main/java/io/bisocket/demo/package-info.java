/** An application to start first: handlers, a push to all clients, and an injected client. */
@NullMarked
package io.bisocket.demo;

import org.jspecify.annotations.NullMarked;
