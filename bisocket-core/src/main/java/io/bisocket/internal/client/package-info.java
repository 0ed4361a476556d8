/** The client behind the public interface. */
@NullMarked
package io.bisocket.internal.client;

import org.jspecify.annotations.NullMarked;
