package io.bisocket.spring.handler;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.spring.Cancellation;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.springframework.util.ClassUtils;

/** Which types no payload can hold. */
public final class Payloads {

    private static final List<Class<?>> BEANS =
            List.of(
                    BiSocketServer.class,
                    BiSocketServer.Builder.class,
                    BiSocketClient.class,
                    BiSocketClient.Builder.class,
                    CryptoKey.class,
                    Executor.class);
    private static final List<Class<?>> OF_THE_REQUEST =
            List.of(Peer.class, Request.class, RequestId.class, Cancellation.class);
    private static final List<Class<?>> NO_VALUES =
            List.of(
                    BaseStream.class,
                    Iterator.class,
                    Future.class,
                    Callable.class,
                    Flow.Publisher.class,
                    Closeable.class);
    private static final String MESSAGE = "org.springframework.messaging.Message";
    private static final String PUBLISHER = "org.reactivestreams.Publisher";

    private Payloads() {}

    /** Why a payload cannot hold a value of this type; empty if it can. */
    public static Optional<String> refusal(Class<?> type) {
        if (isAny(BEANS, type)) {
            return Optional.of("inject it into the bean");
        }
        if (isAny(OF_THE_REQUEST, type)) {
            return Optional.of("it belongs to the request and is no payload");
        }
        if (isAny(NO_VALUES, type) || isPublisher(type)) {
            return Optional.of(
                    "it is no value; parameters are values, and results values, or an Optional, a"
                            + " Stream, a CompletionStage or a publisher of them");
        }
        return type.getName().equals(MESSAGE)
                ? Optional.of("headers travel with calls alone: return the payload")
                : Optional.empty();
    }

    private static boolean isAny(List<Class<?>> types, Class<?> type) {
        return types.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    private static boolean isPublisher(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null
                && ClassUtils.isPresent(PUBLISHER, loader)
                && ClassUtils.resolveClassName(PUBLISHER, loader).isAssignableFrom(type);
    }
}
