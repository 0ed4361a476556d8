package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.Records.concat;
import static io.bisocket.internal.secure.Records.flipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandshakeException;
import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.ClientHello;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.transport.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientHelloHandlerTests {

    private static final HelloHeader HEADER =
            new HelloHeader(0, KeyKind.SESSION, SocketRole.RECEIVE, new byte[16]);
    private static final SecretBytes PSK = SecretBytes.random(32);
    private static final byte[] PROLOGUE = ClientHelloCodec.prologue("tests", HEADER);

    private final CompletableFuture<SecureSocket> result = new CompletableFuture<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ClientHelloHandler(
                            new Endpoint("example", 1),
                            HEADER,
                            NoiseHandshake.initiator(PSK, PROLOGUE),
                            Limits.defaults(),
                            result));

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whenTheReplyComesByteByByteThenTheSocketIsThereAfterTheLast() throws Exception {
        byte[] reply = reply();

        for (int at = 0; at < reply.length; at++) {
            assertThat(result).isNotDone();
            arrive(Arrays.copyOfRange(reply, at, at + 1));
        }

        assertThat(result).isDone();
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(channel.pipeline().get(ClientHelloHandler.class)).isNull();
        result.get().start(new RecordingEvents());
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whenAnyByteOfTheReplyIsAlteredThenItIsRefused() {
        for (int at = 0; at < ServerReplyCodec.LENGTH; at++) {
            ClientHelloHandlerTests test = new ClientHelloHandlerTests();

            test.arrive(flipped(test.reply(), at));

            BiSocketException failure = test.failure();
            if (at < 4) {
                assertThat(failure)
                        .isExactlyInstanceOf(HandshakeException.class)
                        .hasMessageStartingWith(
                                "example:1 does not speak BiSocket/2: the server's reply must be BiSocket/2 but was ");
            } else {
                assertThat(failure)
                        .isInstanceOf(AuthenticationFailedException.class)
                        .hasMessageStartingWith(
                                "the reply of example:1 does not open: it holds another key or service name, or the reply was altered");
            }
            assertThat(test.channel.isOpen()).isFalse();
            test.end();
        }
    }

    @Test
    void whenThereIsMoreThanAReplyThenItIsRefused() {
        byte[] reply = reply();
        arrive(concat(reply, reply));

        assertThat(failure())
                .hasMessage(
                        "example:1 does not speak BiSocket/2: the server's reply must be 52 bytes but there are more");
    }

    @Test
    void whenAPythonServerAnswersThenTheErrorSaysSo() {
        arrive("|[bisocket-handshake-error]|secure|[-_-]|".getBytes(StandardCharsets.US_ASCII));

        assertThat(failure())
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessage(
                        "example:1 does not speak BiSocket/2: the server's reply must be BiSocket/2 but was the Python format's handshake error: for a Python server call python(...) of the builder, or set bisocket.client.protocol to python");
    }

    @Test
    void whenTheServerClosesWithoutAWordThenTheKeyMayBeAnother() {
        channel.pipeline().fireChannelInactive();

        assertThat(failure())
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage(
                        "example:1 closed the connection during the handshake: it holds another key or service name, or does not speak BiSocket/2");
    }

    @Test
    void whenTheConnectionBreaksThenTheKeyIsNotBlamed() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));

        assertThat(failure())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage(
                        "the connection to example:1 broke during the handshake: Connection reset");
    }

    @Test
    void whenTheServerKeepsQuietThenItHasItsTimeAndNoMore() {
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(failure())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("example:1 did not answer the hello within PT10S (connect-timeout)");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whenTheSocketIsNotWantedAnyMoreThenItIsClosed() {
        result.cancel(false);

        assertThat(channel.isOpen()).isFalse();
    }

    private byte[] reply() {
        ByteBuf hello = channel.readOutbound();
        ClientHello read = ClientHelloCodec.read(hello);
        hello.release();
        assertThat(read.header()).isEqualTo(HEADER);
        NoiseHandshake noise = NoiseHandshake.responder(PSK, PROLOGUE);
        noise.readMessage(read.noiseMessage());
        return ServerReplyCodec.encode(noise.writeMessage(new byte[0]));
    }

    private void arrive(byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
    }

    private BiSocketException failure() {
        Throwable thrown = catchThrowable(() -> result.get(20, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return (BiSocketException) thrown.getCause();
    }
}
