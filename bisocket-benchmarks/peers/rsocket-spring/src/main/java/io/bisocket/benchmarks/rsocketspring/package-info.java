/** RSocket through Spring under the load. */
@NullMarked
package io.bisocket.benchmarks.rsocketspring;

import org.jspecify.annotations.NullMarked;
