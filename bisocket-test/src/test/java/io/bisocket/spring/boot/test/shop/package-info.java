/** An application to be tested. */
@NullMarked
package io.bisocket.spring.boot.test.shop;

import org.jspecify.annotations.NullMarked;
