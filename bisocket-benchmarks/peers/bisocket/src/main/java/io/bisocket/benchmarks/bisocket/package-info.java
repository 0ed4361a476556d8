/** bisocket under the load. */
@NullMarked
package io.bisocket.benchmarks.bisocket;

import org.jspecify.annotations.NullMarked;
