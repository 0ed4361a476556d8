package io.bisocket.spring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of handlers and nothing else: of the application's components it takes those with
 * {@code @BiSocketHandler} methods, and what belongs to them, such as interceptors, listeners,
 * payload codecs and JSON modules. Of auto-configuration it takes what handlers need. Everything
 * else is for the test to provide, for instance with {@code @MockitoBean}.
 *
 * <p>The handlers run in a real server, in memory, and a {@link io.bisocket.BiSocketClient} of that
 * server is injected; {@link AutoConfigureBiSocket} says what else.
 *
 * <pre>{@code
 * @BiSocketTest(Orders.class)
 * class OrdersTests {
 *
 *     @Autowired BiSocketClient client;
 *     @MockitoBean Prices prices;
 *
 *     @Test
 *     void whenAnOrderIsPlacedItIsPriced() {
 *         given(prices.of("tea")).willReturn(3);
 *         assertThat(client)
 *                 .request("order.place", new Order("tea", 2))
 *                 .repliesWith(Receipt.class)
 *                 .isEqualTo(new Receipt("tea", 6));
 *     }
 * }
 * }</pre>
 *
 * <p>The application's own clients, and those for interfaces, are not there: a handler that needs
 * one is given a mock.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(BiSocketTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(BiSocketTypeExcludeFilter.class)
@AutoConfigureBiSocket
@ImportAutoConfiguration
public @interface BiSocketTest {

    /** Properties in the form {@code key=value}, for this test. */
    String[] properties() default {};

    /** The handlers to test; as {@link #handlers()}. */
    @AliasFor("handlers")
    Class<?>[] value() default {};

    /** The handlers to test; all that component scanning finds where none is named. */
    @AliasFor("value")
    Class<?>[] handlers() default {};

    /** Whether the components named above are taken without an include filter. */
    boolean useDefaultFilters() default true;

    /** What is taken besides. */
    Filter[] includeFilters() default {};

    /** What is not taken. */
    Filter[] excludeFilters() default {};

    /** Auto-configuration that is not to be applied. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
