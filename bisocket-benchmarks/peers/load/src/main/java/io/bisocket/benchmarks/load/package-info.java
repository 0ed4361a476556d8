/**
 * The load that every system is put under, in processes of their own. Knows none of the systems.
 */
@NullMarked
package io.bisocket.benchmarks.load;

import org.jspecify.annotations.NullMarked;
