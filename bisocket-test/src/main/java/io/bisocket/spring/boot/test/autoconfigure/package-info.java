/** Tests of Spring Boot applications: a slice, and auto-configuration without a network. */
@NullMarked
package io.bisocket.spring.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
