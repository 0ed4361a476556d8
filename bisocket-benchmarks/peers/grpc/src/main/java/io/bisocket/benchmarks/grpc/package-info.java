/** grpc-java under the load. */
@NullMarked
package io.bisocket.benchmarks.grpc;

import org.jspecify.annotations.NullMarked;
