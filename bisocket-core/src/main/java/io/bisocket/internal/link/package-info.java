/**
 * What a wire format owes the rest, and the rest a wire format: links, and what travels on them.
 */
@NullMarked
package io.bisocket.internal.link;

import org.jspecify.annotations.NullMarked;
