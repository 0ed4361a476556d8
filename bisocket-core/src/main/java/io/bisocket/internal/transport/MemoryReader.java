package io.bisocket.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** What a socket of an in-memory network does first with what it reads. */
final class MemoryReader extends ChannelInboundHandlerAdapter {

    private final MemoryChannel channel;

    MemoryReader(MemoryChannel channel) {
        this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            int length = bytes.readableBytes();
            ctx.fireChannelRead(bytes);
            channel.hasRead(length);
        } else {
            ctx.close();
        }
    }
}
