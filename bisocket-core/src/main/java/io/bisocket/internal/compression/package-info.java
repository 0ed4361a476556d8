/** Compression, bounded on the way out. */
@NullMarked
package io.bisocket.internal.compression;

import org.jspecify.annotations.NullMarked;
