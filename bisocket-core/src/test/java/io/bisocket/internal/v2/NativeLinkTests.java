package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links of the native format over real sockets. */
@Timeout(60)
class NativeLinkTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final Limits LIMITS = Limits.defaults();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static void echo(IncomingCall call) {
        call.reply(Outgoing.reply(call.content().bytes()), WhenFull.FAIL);
        call.ended();
    }

    private static Outgoing call(String method, String text) {
        return Outgoing.call(method, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whenAClientAsksItIsAnswered() {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeLinkTests::echo);
                LinkClient client = new LinkClient(KEY, LIMITS, NativeLinkTests::echo)) {
            Link link = client.connect(server.port());
            byte[] reply =
                    Asking.on(link, call("echo", "hello"), TIMEOUT, WhenFull.WAIT).join().bytes();
            assertThat(reply).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void whenMuchIsUnderWayEverythingIsAnswered() throws Exception {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeLinkTests::echo);
                LinkClient client = new LinkClient(KEY, LIMITS, NativeLinkTests::echo)) {
            Link link = client.connect(server.port());
            List<CompletableFuture<?>> replies = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                String text = "message " + i;
                if (i % 1000 == 0) {
                    CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
                    replies.clear();
                }
                replies.add(
                        Asking.on(link, call("echo", text), TIMEOUT, WhenFull.WAIT)
                                .thenAccept(
                                        reply ->
                                                assertThat(reply.bytes())
                                                        .asString(StandardCharsets.UTF_8)
                                                        .isEqualTo(text)));
            }
            CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whenTheServerAsksTheClientAnswers() {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeLinkTests::echo);
                LinkClient client = new LinkClient(KEY, LIMITS, NativeLinkTests::echo)) {
            client.connect(server.port());
            Link toClient = server.clients.get(client.id).link();
            byte[] reply =
                    Asking.on(toClient, call("echo", "you"), TIMEOUT, WhenFull.WAIT).join().bytes();
            assertThat(reply).asString(StandardCharsets.UTF_8).isEqualTo("you");
        }
    }

    @Test
    void whenTheClientClosesBothEndsAreClosedInGoodOrder() throws Exception {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeLinkTests::echo);
                LinkClient client = new LinkClient(KEY, LIMITS, NativeLinkTests::echo)) {
            Link link = client.connect(server.port());
            link.close().get(10, TimeUnit.SECONDS);
            assertThat(client.listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo("in good order");
            assertThat(server.clients.get(client.id).closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo("in good order");
        }
    }
}
