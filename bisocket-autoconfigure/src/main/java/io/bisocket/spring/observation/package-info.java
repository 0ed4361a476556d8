/** Observations of calls, at both of their ends, with Micrometer. */
@NullMarked
package io.bisocket.spring.observation;

import org.jspecify.annotations.NullMarked;
