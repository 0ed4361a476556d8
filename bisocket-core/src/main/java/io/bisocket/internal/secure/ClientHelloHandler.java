package io.bisocket.internal.secure;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.HandshakeException;
import io.bisocket.Limits;
import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.protocol.ClientHello;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.NettyTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection until the server has answered: writes the hello, reads the reply, and
 * leaves its place to a {@link SecureSocket}. There is no other format to fall back to.
 *
 * <pre>
 *   client                                                 server
 *     | -- hello, 88 bytes, with Noise message 1 ----------&gt; |
 *     | &lt;---------- reply, 52 bytes, with Noise message 2 -- |   or the end of the connection
 * </pre>
 */
public final class ClientHelloHandler extends ChannelInboundHandlerAdapter {

    private static final byte[] NO_PAYLOAD = {};

    private final Endpoint server;
    private final HelloHeader header;
    private final NoiseHandshake noise;
    private final Limits limits;
    private final CompletableFuture<SecureSocket> result;
    private final HelloBytes reply = new HelloBytes(ServerReplyCodec.LENGTH);
    private @Nullable Future<?> timer;

    ClientHelloHandler(
            Endpoint server,
            HelloHeader header,
            NoiseHandshake noise,
            Limits limits,
            CompletableFuture<SecureSocket> result) {
        this.server = server;
        this.header = header;
        this.noise = noise;
        this.limits = limits;
        this.result = result;
    }

    /**
     * Opens a socket and shakes hands. Cancelling the future gives the socket up.
     *
     * @param psk 32 bytes; read here, not kept
     * @param serviceName what both ends were told the service is called; not sent
     * @param limits of which {@code connect-timeout}, for the reply, and {@code write-timeout}
     *     count here
     * @return the socket, not yet started, completed on the connector's event loop. Fails with
     *     {@link AuthenticationFailedException} if the server closed the connection without a word
     *     or its reply does not open, {@link HandshakeException} if it said anything else, {@link
     *     ConnectionLostException} if there is no connection, it broke, or nothing was said in time
     */
    public static CompletableFuture<SecureSocket> connect(
            Connector connector,
            HelloHeader header,
            SecretBytes psk,
            String serviceName,
            Limits limits) {
        // One for all addresses that may be tried: one at most comes to be used.
        NoiseHandshake noise =
                NoiseHandshake.initiator(psk, ClientHelloCodec.prologue(serviceName, header));
        CompletableFuture<SecureSocket> result = new CompletableFuture<>();
        CompletableFuture<Channel> opening =
                connector.open(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.attr(NettyTransport.ROLE).set(header.role());
                                channel.pipeline()
                                        .addLast(
                                                new ClientHelloHandler(
                                                        connector.server(),
                                                        header,
                                                        noise,
                                                        limits,
                                                        result));
                            }
                        });
        opening.whenComplete(
                (channel, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                    }
                });
        result.whenComplete(
                (socket, failure) -> {
                    if (failure != null) {
                        opening.cancel(false);
                    }
                });
        return result;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        result.whenComplete((socket, failure) -> closeIf(failure, ctx));
        timer =
                ctx.executor()
                        .schedule(
                                () -> fail(timedOut()),
                                limits.connectTimeout().toNanos(),
                                TimeUnit.NANOSECONDS);
        byte[] message = noise.writeMessage(NO_PAYLOAD);
        byte[] hello = ClientHelloCodec.encode(new ClientHello(header, message));
        ctx.writeAndFlush(Unpooled.wrappedBuffer(hello));
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!result.isDone()) {
                take(ctx, in);
            }
        } catch (CryptoException e) {
            fail(unopened(e));
        } catch (FrameException e) {
            fail(unexpected(e));
        } finally {
            in.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        fail(
                failure instanceof BiSocketException known
                        ? known
                        : new ConnectionLostException(
                                "the connection to %s broke during the handshake: %s"
                                        .formatted(server, failure.getMessage()),
                                failure));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(
                new AuthenticationFailedException(
                        "%s closed the connection during the handshake: it holds another key or service name, or does not speak BiSocket/2"
                                .formatted(server)));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void take(ChannelHandlerContext ctx, ByteBuf in) {
        reply.add(in);
        ServerReplyCodec.requirePrefix(reply.soFar());
        if (reply.isOverrun()) {
            throw new FrameException("the server's reply must be 52 bytes but there are more");
        }
        if (reply.isComplete()) {
            noise.readMessage(ServerReplyCodec.read(reply.content()));
            open(ctx);
        }
    }

    private void open(ChannelHandlerContext ctx) {
        SecureSocket socket = new SecureSocket(ctx.channel(), noise.split(), limits.writeTimeout());
        ctx.channel().config().setAutoRead(false);
        ctx.pipeline().replace(this, null, socket);
        result.complete(socket);
    }

    private void fail(BiSocketException failure) {
        result.completeExceptionally(failure);
    }

    private static void closeIf(@Nullable Throwable failure, ChannelHandlerContext ctx) {
        if (failure != null) {
            ctx.close();
        }
    }

    private AuthenticationFailedException unopened(CryptoException cause) {
        return new AuthenticationFailedException(
                "the reply of %s does not open: it holds another key or service name, or the reply was altered (%s)"
                        .formatted(server, cause.getMessage()),
                cause);
    }

    private HandshakeException unexpected(FrameException cause) {
        return new HandshakeException(
                "%s does not speak BiSocket/2: %s".formatted(server, cause.getMessage()), cause);
    }

    private ConnectionLostException timedOut() {
        return new ConnectionLostException(
                "%s did not answer the hello within %s (connect-timeout)"
                        .formatted(server, limits.connectTimeout()));
    }
}
