package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What tests of links have in common. */
final class Links {

    static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    static final CryptoKey OTHER_KEY =
            CryptoKey.of("ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100");
    static final Limits LIMITS = Limits.defaults();
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Links() {}

    static LinkServer echoServer() {
        return echoServer(KeyRing.of(KEY));
    }

    static LinkServer echoServer(KeyRing ring) {
        return new LinkServer(ring, LIMITS, Links::echo);
    }

    static LinkClient client() {
        return new LinkClient(KEY, LIMITS, Links::echo);
    }

    static void echo(IncomingCall call) {
        call.reply(Outgoing.reply(call.content().bytes()), WhenFull.FAIL);
        call.ended();
    }

    static Outgoing call(String method, String text) {
        return Outgoing.call(method, text.getBytes(StandardCharsets.UTF_8));
    }

    static CompletableFuture<String> ask(Link link, String method, String text, Duration timeout) {
        return Asking.on(link, call(method, text), timeout, WhenFull.WAIT)
                .thenApply(reply -> new String(reply.bytes(), StandardCharsets.UTF_8));
    }

    static String ask(Link link, String text) {
        return ask(link, "echo", text, TIMEOUT).join();
    }

    /** The exception with which a future fails. */
    static BiSocketException failure(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BiSocketException failure) {
                return failure;
            }
            throw e;
        }
        throw new AssertionError("it did not fail");
    }
}
