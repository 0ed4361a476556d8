package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Starts a server and clients of it, which remember what they hear, and ends them. */
abstract class ServedClientsTest {

    static final CryptoKey KEY = CryptoKey.of("%064x".formatted(77));

    final List<AutoCloseable> open = new ArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .handler(
                        "join",
                        request -> assertThat(request.client().join(request.text())).isTrue());
    }

    static BiSocketClient.Builder client(BiSocketServer server) {
        return BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY);
    }

    BiSocketServer start(BiSocketServer.Builder builder) {
        return keep(builder.start());
    }

    BiSocketClient connect(BiSocketServer server, String name) {
        return connect(server, name, UUID.randomUUID());
    }

    BiSocketClient connect(BiSocketServer server, String name, UUID id) {
        return keep(
                client(server)
                        .id(id)
                        .handler(
                                "name",
                                request -> {
                                    if (request.bytes().length == 0) {
                                        request.reply(name);
                                    } else {
                                        request.replyObject(name);
                                    }
                                })
                        .handler("alert", request -> heard.add(text(name, request)))
                        .connect());
    }

    static String text(String name, Request request) {
        String trace = request.headers().get("trace");
        return name + ": " + request.text() + (trace == null ? "" : " " + trace);
    }

    <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    static ClientSession session(BiSocketServer server, UUID id) {
        return server.client(id).session().orElseThrow();
    }
}
