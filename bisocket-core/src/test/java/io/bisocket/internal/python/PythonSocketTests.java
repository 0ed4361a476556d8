package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Encryption;
import io.bisocket.ErrorCode;
import io.bisocket.Limits;
import io.bisocket.OutboxFullException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PythonSocketTests {

    private static final byte[] KEY = new byte[PythonCodecs.KEY_LENGTH];
    private static final byte[] TERMINATOR = ascii("|[-_-]|");

    private static EventLoops loops;

    private final Recorder events = new Recorder();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.forServer();
    }

    @AfterAll
    static void stopLoops() {
        loops.release().join();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void whenHeavyAndLightBodiesMixThenBothDirectionsKeepTheOrder(Encryption mode)
            throws Exception {
        Pair pair = connect(mode, Limits.defaults());
        pair.socket.allowMessages();
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] body = new byte[i % 5 == 0 ? 100_000 : 20];
            Arrays.fill(body, (byte) i);
            bodies.add(body);
        }

        for (byte[] body : bodies) {
            pair.send(pair.codec.encode(body));
        }
        await().until(() -> events.frames.size() == bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            assertThat(events.frames.get(i)).isEqualTo(bodies.get(i));
        }

        for (byte[] body : bodies) {
            pair.socket.write(body, WhenFull.WAIT);
        }
        for (byte[] body : bodies) {
            assertThat(pair.codec.decode(pair.receive())).isEqualTo(body);
        }
    }

    @Test
    void whenNothingIsWantedThenFramesWait() throws Exception {
        Pair pair = connect(Encryption.OFF, Limits.defaults());
        pair.socket.channel().eventLoop().submit(() -> pair.socket.read(false)).sync();
        pair.send(ascii("rfirst"));
        pair.send(ascii("rsecond"));
        pair.socket.writeRaw(ascii("ok"));
        assertThat(pair.receive()).asString().isEqualTo("ok");
        assertThat(events.frames).isEmpty();

        pair.socket.read(true);

        await().until(() -> events.frames.size() == 2);
        assertThat(events.frames.get(1)).asString().isEqualTo("second");
    }

    @Test
    void whenClosedGracefullyWithUnreadInputThenThePeerStillGetsTheLastFrame() throws Exception {
        Pair pair = connect(Encryption.OFF, Limits.defaults());
        pair.socket.read(false);
        pair.send(ascii("rnever read"));
        pair.socket.write(ascii("goodbye"), WhenFull.FAIL);

        pair.socket.closeGracefully();

        assertThat(pair.receive()).asString().isEqualTo("rgoodbye");
        assertThat(pair.peer.getInputStream().read()).isEqualTo(-1);
        pair.peer.close();
        pair.socket.closed().join();
        assertThat(events.closed).hasSize(1);
        assertThat(events.closed.get(0).cause).isNull();
        assertThatThrownBy(() -> pair.socket.write(new byte[1], WhenFull.WAIT).join())
                .hasCauseInstanceOf(ConnectionLostException.class);
    }

    @Test
    void whenThePeerHangsUpThenTheFramesBeforeAreDeliveredAndTheLossIsReportedOnce()
            throws Exception {
        Pair pair = connect(Encryption.SECURE, Limits.defaults());
        pair.send(pair.codec.encode(ascii("last")));
        pair.peer.close();

        pair.socket.closed().join();

        assertThat(events.frames).hasSize(1);
        assertThat(events.closed).hasSize(1);
        assertThat(events.closed.get(0).cause)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the peer closed the connection");
    }

    @Test
    void whenThePeerNeverReadsThenTheOutboxIsBoundedAndTheStallEndsTheConnection()
            throws Exception {
        Limits limits =
                Limits.builder()
                        .maxOutboxBytes(1_000_000)
                        .writeTimeout(Duration.ofMillis(200))
                        .build();
        Pair pair = connect(Encryption.OFF, limits);
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            writes.add(pair.socket.write(new byte[100_000], WhenFull.FAIL));
        }
        assertThatThrownBy(() -> pair.socket.write(new byte[1_000_000], WhenFull.FAIL).join())
                .hasCauseInstanceOf(OutboxFullException.class);
        assertThat(pair.socket.queuedBytes()).isLessThanOrEqualTo(1_000_000);

        pair.socket.closed().join();

        BiSocketException cause = events.closed.get(0).cause;
        assertThat(cause).hasMessageContaining("has read nothing for PT0.2S (write-timeout)");
        assertThat(cause.code()).isEqualTo(ErrorCode.SLOW_CONSUMER);
        assertThat(pair.socket.queuedBytes()).isZero();
        assertThat(writes).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whenABodyIsOverTheLimitThenItIsRefusedAndTheNextOneGoes() throws Exception {
        Pair pair = connect(Encryption.FASTER, Limits.builder().maxMessageSize(1000).build());

        assertThatThrownBy(() -> pair.socket.write(new byte[1001], WhenFull.WAIT).join())
                .hasCauseInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("1,001 bytes is over the limit of 1,000 bytes")
                .hasMessageContaining("max-message-size");
        assertThatThrownBy(() -> pair.socket.write(new byte[990], WhenFull.WAIT).join())
                .hasCauseInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("1,018 bytes");
        pair.socket.write(ascii("fits"), WhenFull.WAIT).join();

        assertThat(pair.codec.decode(pair.receive())).asString().isEqualTo("fits");
    }

    @Test
    void whenABodyCannotBeDecodedThenNothingMoreIsDelivered() throws Exception {
        Pair pair = connect(Encryption.FASTER, Limits.defaults());
        byte[] broken = pair.codec.encode(ascii("broken"));
        broken[broken.length - 1] ^= 1;

        pair.send(broken);
        pair.send(pair.codec.encode(ascii("after")));

        await().until(() -> events.undecodable.size() == 1);
        pair.socket.writeRaw(ascii("bye"));
        assertThat(pair.receive()).asString().isEqualTo("bye");
        assertThat(events.frames).isEmpty();
    }

    @Test
    void whenTheOwnerThrowsThenTheConnectionEnds() throws Exception {
        Pair pair = connect(Encryption.SECURE, Limits.defaults());
        events.failure = new IllegalStateException("expected by this test");

        pair.send(pair.codec.encode(ascii("any")));

        pair.socket.closed().join();
        assertThat(events.closed.get(0).cause).hasMessage("a frame could not be handled");
    }

    private Pair connect(Encryption mode, Limits limits) throws Exception {
        CompletableFuture<PythonSocket> accepted = new CompletableFuture<>();
        PythonCodec codec = PythonCodecs.of(mode, KEY);
        Channel server =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannelType())
                        .childOption(ChannelOption.SO_SNDBUF, 64 * 1024)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accepted.complete(
                                                PythonSocket.install(
                                                        channel, codec, limits, events));
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        open.add(() -> server.close().sync());
        Socket peer = new Socket();
        open.add(peer);
        peer.setReceiveBufferSize(64 * 1024);
        peer.connect(server.localAddress());
        return new Pair(peer, PythonCodecs.of(mode, KEY), accepted.get());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Pair(Socket peer, PythonCodec codec, PythonSocket socket) {

        void send(byte[] body) throws IOException {
            peer.getOutputStream().write(body);
            peer.getOutputStream().write(TERMINATOR);
        }

        byte[] receive() throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int matched = 0;
            int next;
            while (matched < TERMINATOR.length && (next = peer.getInputStream().read()) >= 0) {
                frame.write(next);
                matched = next == TERMINATOR[matched] ? matched + 1 : next == '|' ? 1 : 0;
            }
            assertThat(matched).as("a whole frame").isEqualTo(TERMINATOR.length);
            return Arrays.copyOf(frame.toByteArray(), frame.size() - TERMINATOR.length);
        }
    }

    private record Closed(@Nullable BiSocketException cause) {}

    private static final class Recorder implements PythonSocket.Events {

        final List<byte[]> frames = new CopyOnWriteArrayList<>();
        final List<PythonDecodeException> undecodable = new CopyOnWriteArrayList<>();
        final List<Closed> closed = new CopyOnWriteArrayList<>();
        volatile @Nullable RuntimeException failure;

        @Override
        public boolean onRaw(byte[] body) {
            return false;
        }

        @Override
        public void onFrame(byte[] body) {
            if (failure != null) {
                throw failure;
            }
            frames.add(body);
        }

        @Override
        public void onUndecodable(PythonDecodeException cause) {
            undecodable.add(cause);
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            closed.add(new Closed(cause));
        }
    }
}
