package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.Transport;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What stands in the MDC of a handler's thread while it runs, and afterwards. */
class MdcInstrumentationTests {

    private static final CryptoKey KEY = CryptoKey.of("key of the MDC");

    private final Transport network = Transport.inMemory();
    private final BlockingQueue<Map<String, String>> during = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<String, String>> after = new LinkedBlockingQueue<>();

    @Test
    void whenTheThreadHasNothingInItsMdcThenTheCallIsThereAndLeavesNothing() throws Exception {
        try (BiSocketServer server = server(worker(Map.of()));
                BiSocketClient client = client(server)) {
            client.request("order", "pencil".getBytes());

            assertThat(during.poll(10, TimeUnit.SECONDS))
                    .containsOnlyKeys(
                            "bisocket.client",
                            "bisocket.method",
                            "bisocket.request",
                            "bisocket.dialect")
                    .containsEntry("bisocket.client", client.id().toString())
                    .containsEntry("bisocket.method", "order")
                    .containsEntry("bisocket.dialect", "native");
            assertThat(after.poll(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void whenTheThreadHasItsOwnThenThatStaysBesideTheCallAndAfterIt() throws Exception {
        try (BiSocketServer server = server(worker(Map.of("tenant", "north")));
                BiSocketClient client = client(server)) {
            client.request("order", "pencil".getBytes());

            assertThat(during.poll(10, TimeUnit.SECONDS))
                    .hasSize(5)
                    .containsEntry("tenant", "north")
                    .containsEntry("bisocket.method", "order");
            assertThat(after.poll(10, TimeUnit.SECONDS)).containsOnly(Map.entry("tenant", "north"));
        }
    }

    /** Handlers are run by a thread of their own, which has these entries. */
    private Executor worker(Map<String, String> own) {
        return task ->
                new Thread(
                                () -> {
                                    own.forEach(MDC::put);
                                    task.run();
                                    after.add(copy());
                                })
                        .start();
    }

    private BiSocketServer server(Executor workers) {
        BiSocketServer.Builder builder =
                BiSocketServer.builder()
                        .transport(network)
                        .port(0)
                        .key(KEY)
                        .executor(workers)
                        .handler(
                                "order",
                                request -> {
                                    during.add(copy());
                                    MDC.put("left by the handler", "item");
                                });
        new MdcInstrumentation().server(builder);
        return builder.start();
    }

    private BiSocketClient client(BiSocketServer server) {
        return BiSocketClient.builder()
                .transport(network)
                .address("127.0.0.1", server.port())
                .key(KEY)
                .connect();
    }

    private static Map<String, String> copy() {
        Map<String, String> entries = MDC.getCopyOfContextMap();
        return new TreeMap<>(entries == null ? Map.of() : entries);
    }
}
