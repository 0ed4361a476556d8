/** bisocket with Spring under the load. */
@NullMarked
package io.bisocket.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
