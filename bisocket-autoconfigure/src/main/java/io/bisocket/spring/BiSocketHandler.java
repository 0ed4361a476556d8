package io.bisocket.spring;

import io.bisocket.Execution;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method of a bean as the handler of requests. May also be put on an annotation of one's
 * own, and on a method of an interface or superclass. On a class, its names come before those of
 * the methods, with a dot between, and the rest of it holds for methods that say nothing else.
 *
 * <p><b>Parameters</b>, in any order: at most one payload, and any of {@link io.bisocket.Request},
 * {@link io.bisocket.ClientSession}, {@link io.bisocket.Peer}, {@link io.bisocket.RequestId},
 * {@link java.util.UUID}, the client's id, {@link java.security.Principal} and {@link
 * Cancellation}. The payload is a {@code byte[]}, a {@link java.nio.ByteBuffer} or a {@code String}
 * (UTF-8) as it stands; any other type is read from it by the payload codec, which is JSON unless
 * the application has a {@link io.bisocket.PayloadCodec} bean. With Spring Messaging on the class
 * path also what it knows: {@code @Payload}, {@code @Header}, {@code @Headers},
 * {@code @DestinationVariable}, {@code Message}, {@code MessageHeaders}, {@code @Valid} and
 * {@code @Validated}, and beans of types {@code HandlerMethodArgumentResolver} and {@code
 * MessageConverter}. A request that does not hold what is asked for fails with {@link
 * io.bisocket.ErrorCode#BAD_PAYLOAD}.
 *
 * <p><b>Results</b> are replies, written by the same rules. No reply is sent for {@code void},
 * {@code null} and an empty {@link java.util.Optional}: such a handler replies through the {@code
 * Request}, or never. A {@link java.util.stream.Stream} is one reply for each element, at the pace
 * of the client, and is closed afterwards; a collection is one value. A {@link
 * java.util.concurrent.CompletionStage} replies when it completes. A {@link
 * java.util.concurrent.Flow.Publisher}, and what Spring's {@code ReactiveAdapterRegistry} makes one
 * of, such as {@code Mono}, {@code Flux}, and what Kotlin's suspending functions return, is asked
 * for as much as the caller demands and is cancelled with the call; a request takes the first item.
 *
 * <p><b>Failures</b>: what is thrown, also by a stage or a publisher, goes to a method with
 * {@code @MessageExceptionHandler} of the same bean or of one with {@link BiSocketAdvice}, whose
 * result is the reply then. Where there is none for it, or that throws, it is reported to the
 * client.
 *
 * <p>Methods run through the bean's proxy where it has one. A singleton that is lazy is made by its
 * first request, and a prototype anew for each. Two handlers of one name, and a signature that
 * cannot work, stop the application's start.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BiSocketHandler {

    /** The name that stands for every method without a handler of its own. */
    String CATCH_ALL = "*";

    /** The name of the client that has none: that of {@code bisocket.client}. */
    String DEFAULT_CLIENT = "default";

    /**
     * The names of the requested methods: one or several, where <code>${...}</code> placeholders
     * are resolved, patterns of {@link io.bisocket.HandlerRegistry}, or {@value #CATCH_ALL}. The
     * Java method's name where none is given.
     */
    @AliasFor("name")
    String[] value() default {};

    /** As {@link #value()}. */
    @AliasFor("value")
    String[] name() default {};

    /** The threads that it runs on; {@link HandlerThreads#WORKERS} where nothing is said. */
    HandlerThreads[] threads() default {};

    /**
     * The name of an {@link java.util.concurrent.Executor} bean to run it on, in place of {@link
     * #threads()}. May be a placeholder.
     */
    String executor() default "";

    /**
     * In which order one peer's calls of it are handled, where that differs from the others; one
     * value at most.
     */
    Execution[] execution() default {};

    /**
     * How often it may run at once, for all peers together; further calls wait, without a thread. A
     * number, 1 or more, or a placeholder; no limit where it is empty.
     */
    String maxConcurrent() default "";

    /** Whether calls in the Python format are refused. */
    boolean nativeOnly() default false;

    /**
     * How its replies are compressed, where that differs from the others: as {@link
     * io.bisocket.Compression#parse} has it, or a placeholder.
     */
    String compression() default "";

    /**
     * On which clients the method handles what the server sends and asks: their names under {@code
     * bisocket.clients}, or {@link #DEFAULT_CLIENT}. Where there are none, it is a handler of the
     * server.
     */
    String[] client() default {};
}
