/** Servers in containers, for tests. */
@NullMarked
package io.bisocket.spring.boot.test.testcontainers;

import org.jspecify.annotations.NullMarked;
