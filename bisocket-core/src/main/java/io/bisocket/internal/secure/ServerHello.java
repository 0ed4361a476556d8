package io.bisocket.internal.secure;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.protocol.ClientHello;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.transport.ConnectionEvent;
import io.bisocket.internal.transport.PeerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An accepted connection until its first record has opened. Takes the hello, moves to the event
 * loop that the hello's session lives on, answers, and leaves its place to a {@link SecureSocket}.
 *
 * <pre>
 *   HELLO ──88 bytes──► MOVING ──► ANSWERED ──first record opens──► the session's
 *     └───────────────────┴────────────┴── anything else ──► closed, without a word to the peer
 * </pre>
 *
 * <p>The last handler of its pipeline. Why a connection is closed is told to the local log alone.
 * Time limits are the transport's: it is told {@link ConnectionEvent#IDENTIFIED} when the first
 * record has opened.
 */
public final class ServerHello extends ChannelInboundHandlerAdapter {

    private static final byte[] NO_PAYLOAD = {};
    private static final byte[] MAGIC = ClientHelloCodec.magic();

    private final String serviceName;
    private final HelloResolver resolver;
    private final Limits limits;
    private final PeerLog log;
    private final HelloBytes hello = new HelloBytes(ClientHelloCodec.LENGTH);
    private @Nullable Arrival arrival;
    private boolean over;

    /**
     * @param serviceName what both ends were told the service is called; not sent
     * @param limits of which {@code write-timeout} counts here
     * @param log for what strangers can cause
     */
    public ServerHello(String serviceName, HelloResolver resolver, Limits limits, PeerLog log) {
        this.serviceName = serviceName;
        this.resolver = resolver;
        this.limits = limits;
        this.log = log;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        arrival = new Arrival(resolver, channel.remoteAddress());
        channel.closeFuture().addListener(arrival);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!over) {
                take(ctx, in);
            }
        } catch (RuntimeException e) {
            refuse(ctx, e);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over = true;
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        ctx.close();
    }

    private void take(ChannelHandlerContext ctx, ByteBuf in) {
        boolean known = hello.isComplete();
        hello.add(in);
        requireMagic();
        if (hello.isOverrun()) {
            throw new FrameException("a hello must be 88 bytes but there are more, unanswered");
        }
        if (hello.isComplete() && !known) {
            ClientHello read = ClientHelloCodec.read(hello.content());
            ctx.channel().config().setAutoRead(false);
            move(ctx, read);
        }
    }

    /** What is no hello is found out at the first byte that differs. */
    private void requireMagic() {
        byte[] seen = hello.soFar();
        int length = Math.min(seen.length, MAGIC.length);
        if (!Arrays.equals(seen, 0, length, MAGIC, 0, length)) {
            throw new FrameException(
                    "the first bytes must be a hello's but were others; Python peers are let in by"
                            + " python(...) of the builder, or bisocket.server.python.enabled");
        }
    }

    private void move(ChannelHandlerContext ctx, ClientHello read) {
        EventLoop current = ctx.channel().eventLoop();
        EventLoop target = resolver.loopFor(read.header(), current);
        if (target.equals(current)) {
            answer(ctx, read);
        } else {
            LoopMove.start(ctx.channel(), target, () -> answerUnlessOver(ctx, read));
        }
    }

    private void answerUnlessOver(ChannelHandlerContext ctx, ClientHello read) {
        try {
            if (!over) {
                answer(ctx, read);
            }
        } catch (RuntimeException e) {
            refuse(ctx, e);
        }
    }

    private void answer(ChannelHandlerContext ctx, ClientHello read) {
        HelloHeader header = read.header();
        NoiseHandshake noise =
                NoiseHandshake.responder(
                        resolver.pskFor(header), ClientHelloCodec.prologue(serviceName, header));
        noise.readMessage(read.noiseMessage());
        byte[] reply = ServerReplyCodec.encode(noise.writeMessage(NO_PAYLOAD));
        SecureSocket socket = new SecureSocket(ctx.channel(), noise.split(), limits.writeTimeout());
        over = true;
        ctx.writeAndFlush(Unpooled.wrappedBuffer(reply));
        ctx.pipeline().replace(this, null, socket);
        socket.start(new FirstRecord(ctx.channel(), socket, header));
    }

    private void refuse(ChannelHandlerContext ctx, RuntimeException failure) {
        over = true;
        logClosed(
                ctx.channel().remoteAddress(),
                failure instanceof CryptoException e
                                && e.reason() == CryptoException.Reason.NOT_AUTHENTIC
                        ? "it holds another key or service name, or its hello was altered"
                        : String.valueOf(failure.getMessage()));
        ctx.close();
    }

    private void logClosed(SocketAddress address, String why) {
        log.line(Level.INFO, "Closed a connection from %s: %s".formatted(address, why));
    }

    /** Stands in for the session until there is a record to show that there is to be one. */
    private final class FirstRecord implements SecureSocket.Events {

        private final Channel channel;
        private final SecureSocket socket;
        private final HelloHeader header;

        FirstRecord(Channel channel, SecureSocket socket, HelloHeader header) {
            this.channel = channel;
            this.socket = socket;
            this.header = header;
        }

        @Override
        public void onRecord(ByteBuf plaintext) {
            Objects.requireNonNull(arrival).opened = true;
            channel.pipeline().fireUserEventTriggered(ConnectionEvent.IDENTIFIED);
            SecureSocket.Events session = resolver.opened(header, socket);
            socket.handOver(session);
            if (socket.isOpen()) {
                session.onRecord(plaintext);
            }
        }

        @Override
        public boolean fill(ByteBuf plaintext) {
            return false;
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            if (cause != null && !(cause instanceof ConnectionLostException)) {
                logClosed(socket.remoteAddress(), String.valueOf(cause.getMessage()));
            }
        }
    }

    /** Remembers for as long as the connection lives whether anybody was told of it. */
    private static final class Arrival implements ChannelFutureListener {

        private final HelloResolver resolver;
        private final SocketAddress address;
        private volatile boolean opened;

        Arrival(HelloResolver resolver, SocketAddress address) {
            this.resolver = resolver;
            this.address = address;
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            if (!opened) {
                resolver.neverOpened(address);
            }
        }
    }
}
