package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.Records.concat;
import static io.bisocket.internal.secure.Records.flipped;
import static io.bisocket.internal.secure.Records.plaintext;
import static io.bisocket.internal.secure.Records.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.crypto.SecureChannel;
import io.bisocket.internal.protocol.ClientHello;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.server.LogLines;
import io.bisocket.internal.transport.ConnectionEvent;
import io.bisocket.internal.transport.PeerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServerHelloTests implements HelloResolver {

    private static final String SERVICE = "tests";
    private static final HelloHeader HEADER =
            new HelloHeader(0, KeyKind.SESSION, SocketRole.SEND, new byte[16]);
    private static final String OTHER_KEY =
            "it holds another key or service name, or its hello was altered";

    private final LogLines log = new LogLines(ServerHelloTests.class);
    private final SecretBytes psk = SecretBytes.random(32);
    private final RecordingEvents events = new RecordingEvents();
    private final List<HelloHeader> opened = new ArrayList<>();
    private final List<Object> identified = new ArrayList<>();
    private int asked;
    private boolean readingWhenAsked = true;
    private int neverOpened;
    private boolean abortWhenOpened;
    private RuntimeException failure;
    private EmbeddedChannel channel = channel();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
        log.close();
        assertThat(neverOpened).isEqualTo(opened.isEmpty() ? 1 : 0);
    }

    @Test
    void whenTheHelloComesByteByByteThenItIsAnsweredAfterTheLast() {
        Client client = new Client(psk, SERVICE, HEADER);

        for (int at = 0; at < client.hello.length; at++) {
            assertThat(channel.outboundMessages()).isEmpty();
            arrive(Arrays.copyOfRange(client.hello, at, at + 1));
        }

        client.read(reply());
        assertThat(opened).isEmpty();
        assertThat(identified).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whenTheHelloIsThereThenNothingIsReadUntilItIsAnswered() {
        arrive(new Client(psk, SERVICE, HEADER).hello);

        assertThat(readingWhenAsked).isFalse();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whenTheFirstRecordHasOpenedThenTheSessionHearsOfItAndGetsIt() {
        Client client = new Client(psk, SERVICE, HEADER);
        arrive(client.hello);
        SecureChannel keys = client.read(reply());

        arrive(seal(keys.sealer(), plaintext(1, 10)));
        arrive(seal(keys.sealer(), plaintext(2, 10)));

        assertThat(opened).containsExactly(HEADER);
        assertThat(identified).containsExactly(ConnectionEvent.IDENTIFIED);
        assertThat(events.received).containsExactly(plaintext(1, 10), plaintext(2, 10));
        assertThat(channel.pipeline().get(ServerHello.class)).isNull();
    }

    @Test
    void whenTheSessionAbortsTheSocketAtOnceThenItDoesNotGetTheRecord() {
        abortWhenOpened = true;
        Client client = new Client(psk, SERVICE, HEADER);
        arrive(client.hello);

        arrive(seal(client.read(reply()).sealer(), plaintext(1, 10)));

        assertThat(opened).hasSize(1);
        assertThat(events.received).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whenAnyByteOfTheHelloIsAlteredThenTheConnectionIsClosedWithoutAWord() {
        byte[] hello = new Client(psk, SERVICE, HEADER).hello;
        for (int at = 0; at < hello.length; at++) {
            channel.finishAndReleaseAll();
            neverOpened = 0;
            channel = channel();

            arrive(flipped(hello, at));

            assertThat(channel.isOpen()).as("byte %d", at).isFalse();
            assertThat(channel.outboundMessages()).as("byte %d", at).isEmpty();
            assertThat(neverOpened).isEqualTo(1);
        }
        assertThat(log.lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("INFO Closed a connection from embedded: "));
    }

    @Test
    void whenTheRoleIsAlteredThenTheHelloDoesNotOpen() {
        assertRefused(flippedBit(new Client(psk, SERVICE, HEADER).hello, 14), OTHER_KEY);
    }

    @Test
    void whenTheKeyIsAnotherThenTheHelloDoesNotOpen() {
        assertRefused(new Client(SecretBytes.random(32), SERVICE, HEADER).hello, OTHER_KEY);
    }

    @Test
    void whenTheServiceNameIsAnotherThenTheHelloDoesNotOpen() {
        assertRefused(new Client(psk, "others", HEADER).hello, OTHER_KEY);
    }

    @Test
    void whenThereIsMoreThanAHelloThenItIsRefusedBeforeAnyKeyIsAsked() {
        byte[] hello = new Client(psk, SERVICE, HEADER).hello;

        assertRefused(
                concat(hello, hello), "a hello must be 88 bytes but there are more, unanswered");
        assertThat(asked).isZero();
    }

    @Test
    void whenTheFirstByteIsNoHellosThenNothingIsWaitedFor() {
        assertRefused(
                new byte[] {'G'},
                "the first bytes must be a hello's but were others; Python peers are let in by"
                        + " python(...) of the builder, or bisocket.server.python.enabled");
    }

    @Test
    void whenTheKeyIsGoneThenTheLogSaysWhy() {
        failure = new IllegalStateException("the secret has been destroyed");

        assertRefused(new Client(psk, SERVICE, HEADER).hello, "the secret has been destroyed");
    }

    @Test
    void whenTheHelloIsReplayedThenNobodyIsToldOfIt() {
        byte[] hello = new Client(psk, SERVICE, HEADER).hello;
        arrive(hello);
        reply();

        arrive(seal(Records.handshake().client().sealer(), plaintext(1, 10)));

        assertThat(opened).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        assertThat(log.lines())
                .containsExactly(
                        "INFO Closed a connection from embedded: a record does not open: the tag does not match");
    }

    @Test
    void whenTheClientHangsUpThenThatIsNotWorthALine() {
        arrive(Arrays.copyOf(new Client(psk, SERVICE, HEADER).hello, 87));

        channel.close();

        assertThat(neverOpened).isEqualTo(1);
        assertThat(log.lines()).isEmpty();
    }

    @Override
    public EventLoop loopFor(HelloHeader header, EventLoop current) {
        return current;
    }

    @Override
    public SecretBytes pskFor(HelloHeader header) {
        asked++;
        readingWhenAsked = channel.config().isAutoRead();
        if (failure != null) {
            throw failure;
        }
        return psk;
    }

    @Override
    public SecureSocket.Events opened(HelloHeader header, SecureSocket socket) {
        opened.add(header);
        if (abortWhenOpened) {
            socket.abort();
        }
        return events;
    }

    @Override
    public void neverOpened(SocketAddress address) {
        neverOpened++;
    }

    private EmbeddedChannel channel() {
        PeerLog peerLog = new PeerLog(LoggerFactory.getLogger(ServerHelloTests.class));
        return new EmbeddedChannel(
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                        identified.add(event);
                    }
                },
                new ServerHello(SERVICE, this, Limits.defaults(), peerLog));
    }

    private void assertRefused(byte[] hello, String why) {
        arrive(hello);

        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(log.lines()).containsExactly("INFO Closed a connection from embedded: " + why);
    }

    private void arrive(byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
    }

    private ByteBuf reply() {
        return channel.readOutbound();
    }

    private static byte[] flippedBit(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    /** The other end, by hand. */
    private static final class Client {

        final byte[] hello;
        private final NoiseHandshake noise;

        Client(SecretBytes psk, String service, HelloHeader header) {
            noise = NoiseHandshake.initiator(psk, ClientHelloCodec.prologue(service, header));
            hello =
                    ClientHelloCodec.encode(
                            new ClientHello(header, noise.writeMessage(new byte[0])));
        }

        SecureChannel read(ByteBuf reply) {
            assertThat(reply.readableBytes()).isEqualTo(52);
            noise.readMessage(ServerReplyCodec.read(reply));
            reply.release();
            return noise.split();
        }
    }
}
