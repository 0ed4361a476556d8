package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.Request;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Says in the MDC which call a handler handles, while it runs on its thread. */
final class MdcInstrumentation implements Instrumentation {

    static final String CLIENT = "bisocket.client";
    static final String METHOD = "bisocket.method";
    static final String REQUEST = "bisocket.request";
    static final String DIALECT = "bisocket.dialect";

    @Override
    public void server(BiSocketServer.Builder builder) {
        builder.interceptor((request, next) -> within(request, next::proceed));
    }

    @Override
    public void client(String name, BiSocketClient.Builder builder) {
        builder.interceptor((request, next) -> within(request, next::proceed));
    }

    private static CompletionStage<?> within(
            Request request, Supplier<? extends CompletionStage<?>> handler) {
        @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
        if (request.peer() instanceof ClientSession client) {
            MDC.put(CLIENT, client.id().toString());
        }
        MDC.put(METHOD, request.method());
        MDC.put(REQUEST, request.id().value());
        MDC.put(DIALECT, request.peer().dialect());
        try {
            return handler.get();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }
}
