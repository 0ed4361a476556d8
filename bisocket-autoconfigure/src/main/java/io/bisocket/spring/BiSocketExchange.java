package io.bisocket.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks an interface whose methods are calls: declared once, called at one end, implemented at the
 * other.
 *
 * <pre>{@code
 * @BiSocketExchange("order")
 * interface OrderService {
 *
 *     @BiSocketExchange("place")
 *     Receipt place(Order order);
 * }
 * }</pre>
 *
 * <p><b>Calling.</b> Each such interface in the packages of the application is a bean to inject,
 * unless the application has a bean of that type. Every abstract method calls the method of its own
 * name, after that of the interface and a dot, here {@code order.place}; default methods run as
 * they are.
 *
 * <p><b>Serving.</b> A bean whose class implements such an interface handles its methods, as if
 * they were marked with {@link BiSocketHandler}, which may also stand there to say more.
 *
 * <p><b>Parameters</b> are at most one payload, {@code @Header} values, and a {@link
 * java.time.Duration}, the call's timeout. <b>Results</b> are what the reply holds: a value, {@code
 * byte[]}, {@code String} (UTF-8), or an {@code Optional}, a {@code CompletableFuture} or a {@code
 * Mono} of it; {@code void} waits until the handler is done. {@code Stream}, {@code Flow.Publisher}
 * and {@code Flux} are all replies; a {@code Stream} is to be closed. Where there is no reply,
 * objects are null, and {@code Optional} and {@code Mono} empty.
 *
 * <p>On an interface all attributes are defaults for its methods, but for the name.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BiSocketExchange {

    /**
     * On an interface, what the names of all its methods begin with, before a dot; nothing where it
     * is empty. On a method, its name there; the Java method's name where it is empty. <code>${...}
     * </code> placeholders are resolved.
     */
    @AliasFor("name")
    String value() default "";

    /** As {@link #value()}. */
    @AliasFor("value")
    String name() default "";

    /**
     * On an interface, the client that makes the calls: its name under {@code bisocket.clients},
     * its qualifier, or {@link BiSocketHandler#DEFAULT_CLIENT}. Where it is empty, the client that
     * is injected without a name. With a client, there is a bean that calls also where the
     * application implements the interface.
     */
    String client() default "";

    /**
     * How long a call may take, such as {@code 5s}; the client's request timeout where it is empty.
     * A stream has no timeout then. <code>${...}</code> placeholders are resolved.
     */
    String timeout() default "";
}
