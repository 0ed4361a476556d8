/** What the documentation shows, compiled and run. */
@NullMarked
package io.bisocket.docs;

import org.jspecify.annotations.NullMarked;
