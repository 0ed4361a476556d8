package io.bisocket.benchmarks.netty;

import io.bisocket.benchmarks.load.EchoClient.Listener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.ArrayDeque;
import java.util.Queue;

/** Replies come in the order of the requests. Lives on the channel's event loop. */
final class ClientHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private static final int LENGTH_FIELD = 4;

    private final Queue<Listener> waiting = new ArrayDeque<>();

    void await(Listener listener) {
        waiting.add(listener);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        byte[] reply =
                ByteBufUtil.getBytes(
                        frame,
                        frame.readerIndex() + LENGTH_FIELD,
                        frame.readableBytes() - LENGTH_FIELD);
        waiting.remove().onReply(reply, null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        waiting.forEach(listener -> listener.onReply(null, cause));
        waiting.clear();
        context.close();
    }
}
