/**
 * Parts of bisocket under JMH, and the guard. The one place outside the core that uses its internal
 * packages: what is measured is not public.
 */
@NullMarked
package io.bisocket.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
