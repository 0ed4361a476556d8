package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.observation.HandledCallConvention;
import io.bisocket.spring.observation.ObservingCallInterceptor;
import io.bisocket.spring.observation.ObservingHandlerInterceptor;
import io.bisocket.spring.observation.SentCallConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** Has the calls of servers and clients observed, at both of their ends. */
final class ObservationInstrumentation implements Instrumentation {

    private final ObservingHandlerInterceptor handlers;
    private final ObservingCallInterceptor calls;

    ObservationInstrumentation(
            ObservationRegistry registry,
            @Nullable HandledCallConvention handled,
            @Nullable SentCallConvention sent) {
        this.handlers = new ObservingHandlerInterceptor(registry, handled);
        this.calls = new ObservingCallInterceptor(registry, sent);
    }

    @Override
    public void server(BiSocketServer.Builder builder) {
        builder.interceptor(handlers).interceptor(calls);
    }

    @Override
    public void client(String name, BiSocketClient.Builder builder) {
        builder.interceptor(handlers).interceptor(calls);
    }
}
