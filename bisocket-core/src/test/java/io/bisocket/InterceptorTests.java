package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interceptors at both ends of real connections. */
@Timeout(60)
class InterceptorTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<CallInterceptor> calls = new ArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenACallPassesBothEndsSeeIt(boolean serverAsks) {
        calls.add(call -> call.header("trace", "42"));
        Peer peer = peer(serverAsks, seeing("outer"), seeing("inner"));

        assertThat(peer.request("thread", new byte[0])).asString(UTF_8).isNotEmpty();

        await().until(() -> seen.size() == 5);
        assertThat(seen)
                .containsExactly(
                        "outer sees REQUEST thread 42",
                        "inner sees REQUEST thread 42",
                        "handler on the same thread: true",
                        "inner: null",
                        "outer: null");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAnInterceptorAnswersTheHandlerDoesNot(boolean serverAsks) {
        Peer peer =
                peer(
                        serverAsks,
                        (request, next) -> {
                            request.reply("instead");
                            return CompletableFuture.completedStage(null);
                        });

        assertThat(peer.request("count", new byte[0])).asString(UTF_8).isEqualTo("instead");
        assertThat(handled).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAnInterceptorRefusesTheCallerKnowsThatNothingWasDone(boolean serverAsks) {
        RequestRejectedException refusal = new RequestRejectedException("not you");
        Peer peer =
                peer(
                        serverAsks,
                        seeing("outer"),
                        (request, next) -> {
                            throw refusal;
                        });

        assertThatThrownBy(() -> peer.request("count", new byte[0]))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("not you");
        assertThat(handled).hasValue(0);
        await().until(() -> seen.size() == 2);
        assertThat(seen).last().isEqualTo("outer: " + refusal);
    }

    @Test
    void whenItIsTheHandlerThatWasRefusedElsewhereItHasFailed() {
        Peer peer = peer(false, (request, next) -> next.proceed());

        assertThatThrownBy(() -> peer.request("refused", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("by somebody else");
    }

    @Test
    void whenAnInterceptorFailsOrReturnsNothingTheCallerIsTold() {
        Peer failing =
                peer(
                        false,
                        (request, next) -> {
                            throw new IllegalStateException("broken");
                        });
        Peer empty = peer(false, new NoStage());

        assertThatThrownBy(() -> failing.request("count", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("broken");
        assertThatThrownBy(() -> empty.request("count", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("the interceptor without a stage returned no stage");
        assertThat(handled).hasValue(0);
    }

    @Test
    void whenTheHandlerFailsTheInterceptorMayStillAnswer() {
        Peer peer =
                peer(
                        false,
                        (request, next) ->
                                next.proceed()
                                        .exceptionally(failure -> null)
                                        .thenCompose(done -> request.reply("mended")));

        assertThat(peer.request("refused", new byte[0])).asString(UTF_8).isEqualTo("mended");
    }

    @Test
    void whenACatchAllHandlesTheInterceptorSeesIt() {
        Peer peer = peer(false, seeing("only"));

        assertThat(peer.request("anything", new byte[0])).asString(UTF_8).isEqualTo("caught");
        assertThat(seen).first().isEqualTo("only sees REQUEST anything null");
    }

    private HandlerInterceptor seeing(String name) {
        return (request, next) -> {
            seen.add(
                    "%s sees %s %s %s"
                            .formatted(
                                    name,
                                    request.kind(),
                                    request.method(),
                                    request.headers().get("trace")));
            Threads.CURRENT.set(Thread.currentThread());
            return next.proceed().whenComplete((done, failure) -> seen.add(name + ": " + failure));
        };
    }

    private Peer peer(boolean serverAsks, HandlerInterceptor... answering) {
        BiSocketServer.Builder server =
                handlers(BiSocketServer.builder().address("127.0.0.1").port(0).key(KEY));
        BiSocketClient.Builder client = handlers(BiSocketClient.builder().key(KEY));
        for (HandlerInterceptor interceptor : answering) {
            if (serverAsks) {
                client.interceptor(interceptor);
            } else {
                server.interceptor(interceptor);
            }
        }
        for (CallInterceptor interceptor : calls) {
            server.interceptor(interceptor);
            client.interceptor(interceptor);
        }
        BiSocketServer running = server.start();
        open.add(running);
        BiSocketClient connected = client.address("127.0.0.1", running.port()).connect();
        open.add(connected);
        return serverAsks ? running.client(connected.id()).session().orElseThrow() : connected;
    }

    private <B extends HandlerRegistry<B>> B handlers(B builder) {
        builder.catchAll(request -> request.reply("caught"));
        return builder.handler("count", request -> handled.incrementAndGet())
                .handler(
                        "thread",
                        request -> {
                            seen.add(
                                    "handler on the same thread: "
                                            + (Threads.CURRENT.get() == Thread.currentThread()));
                            request.reply("done");
                        })
                .handler(
                        "refused",
                        request -> {
                            throw new RequestRejectedException("by somebody else");
                        });
    }

    /** The thread on which an interceptor was called. */
    private static final class Threads {

        private static final ThreadLocal<Thread> CURRENT = new ThreadLocal<>();
    }

    private static final class NoStage implements HandlerInterceptor {

        @Override
        public CompletionStage<?> intercept(Request request, Next next) {
            return null;
        }

        @Override
        public String toString() {
            return "the interceptor without a stage";
        }
    }
}
