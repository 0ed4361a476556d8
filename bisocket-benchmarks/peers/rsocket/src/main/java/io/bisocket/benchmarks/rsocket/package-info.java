/** rsocket-java under the load. */
@NullMarked
package io.bisocket.benchmarks.rsocket;

import org.jspecify.annotations.NullMarked;
