package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that may not do what they ask for. */
@Timeout(60)
class ForbiddenTests {

    private static final CryptoKey KEY = CryptoKey.of("%064x".formatted(91));

    @Test
    void whenAHandlerOrAnInterceptorRefusesTheCallerIsTold() {
        try (BiSocketServer server =
                        server().interceptor(
                                        (HandlerInterceptor)
                                                (request, next) -> {
                                                    if (request.method().equals("hidden")) {
                                                        throw new ForbiddenException();
                                                    }
                                                    return next.proceed();
                                                })
                                .start();
                BiSocketClient client = client(server)) {
            assertForbidden(client, "hidden");
            assertForbidden(client, "refuse");
        }
    }

    @Test
    void whenAHandlerIsRefusedElsewhereItsOwnCallerIsNot() {
        try (BiSocketServer server = server().start();
                BiSocketClient client = client(server)) {
            assertThatThrownBy(() -> client.request("ask back", new byte[0]))
                    .isInstanceOf(RemoteHandlerException.class)
                    .hasMessageContaining("not allowed");
        }
    }

    private static void assertForbidden(BiSocketClient client, String method) {
        assertThatThrownBy(() -> client.request(method, new byte[0]))
                .isInstanceOfSatisfying(
                        ForbiddenException.class,
                        e -> {
                            assertThat(e.isReported()).isTrue();
                            assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN);
                        })
                .hasMessage("the caller is not allowed to do this");
    }

    private static BiSocketServer.Builder server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(KEY)
                .sendStackTraces(true)
                .handler("hidden", request -> request.reply("seen"))
                .handler(
                        "refuse",
                        request -> {
                            throw new ForbiddenException();
                        })
                .handler(
                        "ask back",
                        request -> request.reply(request.peer().request("no", new byte[0])));
    }

    private static BiSocketClient client(BiSocketServer server) {
        return BiSocketClient.builder()
                .address("127.0.0.1", server.port())
                .key(KEY)
                .handler(
                        "no",
                        request -> {
                            throw new ForbiddenException();
                        })
                .connect();
    }
}
