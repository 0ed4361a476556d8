package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression as a client and a server have it set, by what goes over the wire. */
@Timeout(60)
class NativeCompressionTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final byte[] TEXT = "all work and no play ".repeat(20_000).getBytes(UTF_8);
    private static final byte[] NOISE = noise();

    private static byte[] noise() {
        byte[] noise = new byte[TEXT.length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "bzip2", "deflate", "lz4", "zstd"})
    void whenAPayloadShrinksLessGoesOverTheWire(String method) {
        long there = bytes(Compression.parse(method), null, HandlerOptions.defaults(), TEXT, 0);
        assertThat(there).isLessThan(TEXT.length / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "bzip2", "deflate"})
    void whenAPayloadDoesNotShrinkItGoesAsItIs(String method) {
        long there = bytes(Compression.parse(method), null, HandlerOptions.defaults(), NOISE, 0);
        assertThat(there).isBetween((long) NOISE.length, NOISE.length + 10_000L);
    }

    @Test
    void whenNothingIsToBeCompressedNothingIs() {
        long there = bytes(Compression.none(), null, HandlerOptions.defaults(), TEXT, 0);
        assertThat(there).isGreaterThan(TEXT.length);
    }

    @Test
    void whenAMessageSaysOtherwiseItGoesOtherwise() {
        Compression none = Compression.none();
        long there = bytes(Compression.bzip2(), none, HandlerOptions.defaults(), TEXT, 0);
        assertThat(there).isGreaterThan(TEXT.length);
    }

    @Test
    void whenAHandlerSaysOtherwiseItsRepliesGoOtherwise() {
        HandlerOptions none = HandlerOptions.defaults().compression(Compression.none());
        long back = bytes(Compression.bzip2(), null, none, TEXT, 1);
        assertThat(back).isGreaterThan(TEXT.length);
    }

    /** What went over a socket while a payload was echoed: the send socket's is 0. */
    private static long bytes(
            Compression session,
            Compression message,
            HandlerOptions handler,
            byte[] payload,
            int socket) {
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(KEY)
                                .compression(session)
                                .handler("echo", request -> request.reply(request.bytes()), handler)
                                .start();
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("127.0.0.1", proxy.port())
                                .key(KEY)
                                .compression(session)
                                .connect()) {
            MessageSpec spec = client.method("echo").payload(payload);
            if (message != null) {
                spec.compression(message);
            }
            assertThat(spec.retrieve()).isEqualTo(payload);
            return IntStream.range(0, Direction.values().length)
                    .mapToLong(i -> proxy.captured(socket, Direction.values()[i]).length)
                    .max()
                    .orElseThrow();
        }
    }
}
