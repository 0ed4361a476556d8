package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.Peer;
import io.bisocket.Request;
import java.util.Map;
import java.util.UUID;
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

    private volatile ClientText last = new ClientText(new UUID(0, 0));

    @Override
    public void server(BiSocketServer.Builder builder) {
        builder.interceptor((request, next) -> within(request, next::proceed));
    }

    @Override
    public void client(String name, BiSocketClient.Builder builder) {
        builder.interceptor((request, next) -> within(request, next::proceed));
    }

    /** Clears rather than removes one by one: each change of an MDC costs about as much. */
    private CompletionStage<?> within(
            Request request, Supplier<? extends CompletionStage<?>> handler) {
        @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
        put(request);
        try {
            return handler.get();
        } finally {
            if (before == null || before.isEmpty()) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    private void put(Request request) {
        Peer peer = request.peer();
        if (peer instanceof ClientSession client) {
            MDC.put(CLIENT, text(client.id()));
        }
        MDC.put(METHOD, request.method());
        MDC.put(REQUEST, request.id().value());
        MDC.put(DIALECT, peer.dialect());
    }

    /** Of a client's many calls in a row only the first has to make the text. */
    private String text(UUID id) {
        ClientText known = last;
        if (!known.id.equals(id)) {
            known = new ClientText(id);
            last = known;
        }
        return known.text;
    }

    private record ClientText(UUID id, String text) {

        ClientText(UUID id) {
            this(id, id.toString());
        }
    }
}
