package io.bisocket.spring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Makes the servers and clients of a tested application independent of the machine: in memory, or
 * on a free port. For {@code @SpringBootTest}; {@link BiSocketTest} has it.
 *
 * <p>The application gets a key of its own, whatever it has configured, unless the test sets {@code
 * bisocket.crypto-key}. Three things can be injected into the test:
 *
 * <ul>
 *   <li>a {@link io.bisocket.BiSocketClient} of the application's server, unless the application
 *       has a client itself
 *   <li>{@link io.bisocket.test.ReceivedMessages}, which that client has received; cleared before
 *       each test method
 *   <li>{@link io.bisocket.test.faults.BiSocketFaults}, which make the network bad; healed after
 *       each test method
 * </ul>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureBiSocket {

    /** How servers and clients are connected. */
    Connection connection() default Connection.IN_MEMORY;
}
