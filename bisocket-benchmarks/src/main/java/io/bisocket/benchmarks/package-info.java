/** Runs comparisons, benchmarks of parts, and the guard against regressions. */
@NullMarked
package io.bisocket.benchmarks;

import org.jspecify.annotations.NullMarked;
