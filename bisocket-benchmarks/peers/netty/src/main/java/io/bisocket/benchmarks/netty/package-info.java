/** Netty under the load: the least that a message can cost on it. */
@NullMarked
package io.bisocket.benchmarks.netty;

import org.jspecify.annotations.NullMarked;
