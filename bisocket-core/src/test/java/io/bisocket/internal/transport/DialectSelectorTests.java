package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketInfo;
import io.bisocket.internal.link.Credentials;
import io.bisocket.internal.link.KnownClient;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.SessionHost;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DialectSelectorTests {

    private final List<SocketInfo> closed = new ArrayList<>();
    private final Spoken first = new Spoken("first");
    private final Spoken second = new Spoken("second");

    @Test
    void whenTheFirstBytesComeOneByOneThenTheDialectIsFoundAndGetsThemAll() {
        EmbeddedChannel channel = channel(first, second);

        for (byte next : bytes("second and more")) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {next}));
        }

        assertThat(second.heard).hasToString("second and more");
        assertThat(first.heard).hasToString("");
        assertThat(channel.pipeline().get(DialectSelector.class)).isNull();
    }

    @Test
    void whenTheFirstIsUndecidedThenTheSecondIsNotAsked() {
        Spoken everything = new Spoken("");
        EmbeddedChannel channel = channel(first, everything);

        channel.writeInbound(Unpooled.wrappedBuffer(bytes("fir")));
        assertThat(everything.heard).hasToString("");

        channel.writeInbound(Unpooled.wrappedBuffer(bytes("e")));
        assertThat(everything.heard).hasToString("fire");
    }

    @Test
    void whenNobodySpeaksItThenTheConnectionIsClosed() {
        EmbeddedChannel channel = channel(first, second);

        channel.writeInbound(Unpooled.wrappedBuffer(bytes("GET / HTTP/1.1")));

        assertThat(channel.isOpen()).isFalse();
        assertThat(closed).hasSize(1);
    }

    @Test
    void whenItEndsBeforeAnybodyDecidesThenItWasNobodys() {
        EmbeddedChannel channel = channel(first, second);
        channel.writeInbound(Unpooled.wrappedBuffer(bytes("fir")));

        channel.close();

        assertThat(closed)
                .containsExactly(
                        new SocketInfo(null, null, (InetSocketAddress) channel.remoteAddress()));
    }

    @Test
    void whenADialectNeverDecidesThenItIsNotWaitedForForever() {
        Spoken longer = new Spoken("x".repeat(1000));
        EmbeddedChannel channel = channel(longer, first);

        channel.writeInbound(Unpooled.wrappedBuffer(bytes("x".repeat(300))));

        assertThat(channel.isOpen()).isFalse();
    }

    private EmbeddedChannel channel(ServerDialect... dialects) {
        PeerLog log = new PeerLog(LoggerFactory.getLogger(DialectSelectorTests.class));
        return new EmbeddedChannel(new DialectSelector(List.of(dialects), new Host(), log)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return InetSocketAddress.createUnresolved("peer", 1);
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A dialect whose connections begin with a word. */
    private static final class Spoken implements ServerDialect {

        private final String word;
        private final StringBuilder heard = new StringBuilder();

        Spoken(String word) {
            this.word = word;
        }

        @Override
        public String name() {
            return word;
        }

        @Override
        public Match match(ByteBuf firstBytes) {
            String begin = firstBytes.toString(StandardCharsets.US_ASCII);
            if (begin.startsWith(word)) {
                return Match.YES;
            }
            return word.startsWith(begin) ? Match.UNDECIDED : Match.NO;
        }

        @Override
        public void accept(Channel channel, SessionHost host) {
            channel.pipeline()
                    .addLast(
                            new ChannelInboundHandlerAdapter() {
                                @Override
                                public void channelRead(ChannelHandlerContext ctx, Object message) {
                                    ByteBuf bytes = (ByteBuf) message;
                                    heard.append(bytes.toString(StandardCharsets.US_ASCII));
                                    bytes.release();
                                }
                            });
        }
    }

    private final class Host implements SessionHost {

        @Override
        public CompletionStage<Void> socketOpened(SocketInfo socket) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void socketClosed(SocketInfo socket) {
            closed.add(socket);
        }

        @Override
        public CompletionStage<Optional<KnownClient>> identify(Credentials credentials) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public Optional<LinkListener> open(KnownClient client, Link link, @Nullable Link former) {
            return Optional.empty();
        }

        @Override
        public boolean isTaken(UUID clientId) {
            return false;
        }
    }
}
