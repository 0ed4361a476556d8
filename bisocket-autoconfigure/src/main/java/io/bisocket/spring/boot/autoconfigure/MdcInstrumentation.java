package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.Peer;
import io.bisocket.Request;
import java.util.HashMap;
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

    /** Sets all at once: each change of an MDC by itself costs about as much. */
    private static CompletionStage<?> within(
            Request request, Supplier<? extends CompletionStage<?>> handler) {
        @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
        boolean empty = before == null || before.isEmpty();
        MDC.setContextMap(empty ? of(request) : with(before, of(request)));
        try {
            return handler.get();
        } finally {
            if (empty) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    private static Map<String, String> of(Request request) {
        Peer peer = request.peer();
        String method = request.method();
        String id = request.id().value();
        return peer instanceof ClientSession client
                ? Map.of(
                        CLIENT,
                        client.id().toString(),
                        METHOD,
                        method,
                        REQUEST,
                        id,
                        DIALECT,
                        client.dialect())
                : Map.of(METHOD, method, REQUEST, id, DIALECT, peer.dialect());
    }

    private static Map<String, String> with(
            Map<String, String> before, Map<String, String> ofTheCall) {
        Map<String, String> all = new HashMap<>(before);
        all.putAll(ofTheCall);
        return all;
    }
}
