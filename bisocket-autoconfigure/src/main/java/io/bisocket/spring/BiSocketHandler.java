package io.bisocket.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method of a bean as the handler of requests. May also be put on an annotation of one's
 * own, and on a method of an interface or superclass.
 *
 * <p><b>Parameters</b>, in any order: at most one payload, and any of {@link io.bisocket.Request},
 * {@link io.bisocket.ClientSession}, {@link io.bisocket.RequestId} and {@link java.util.UUID}, the
 * client's id. The payload is a {@code byte[]}, a {@link java.nio.ByteBuffer} or a {@code String}
 * (UTF-8) as it stands; any other type is read from it by the payload codec, which is JSON unless
 * the application has a {@link io.bisocket.PayloadCodec} bean.
 *
 * <p><b>Results</b> are replies, written by the same rules. No reply is sent for {@code void},
 * {@code null} and an empty {@link java.util.Optional}: such a handler replies through the {@code
 * Request}, or never. A {@link java.util.stream.Stream} is one reply for each element, at the pace
 * of the client, and is closed afterwards; a collection is one value. A {@link
 * java.util.concurrent.CompletionStage} replies when it completes. What is thrown, also by a stage,
 * is reported to the client.
 *
 * <p>Methods run on worker threads and may block, through the bean's proxy where it has one. A
 * singleton that is lazy is made by its first request, and a prototype anew for each. Two handlers
 * of one name, and a signature that cannot work, stop the application's start.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface BiSocketHandler {

    /** The name that stands for every method without a handler of its own. */
    String CATCH_ALL = "*";

    /** The name of the client that has none: that of {@code bisocket.client}. */
    String DEFAULT_CLIENT = "default";

    /**
     * The names of the requested methods: one or several, where <code>${...}</code> placeholders
     * are resolved, or {@value #CATCH_ALL}. The Java method's name where none is given.
     */
    @AliasFor("name")
    String[] value() default {};

    /** As {@link #value()}. */
    @AliasFor("value")
    String[] name() default {};
}
