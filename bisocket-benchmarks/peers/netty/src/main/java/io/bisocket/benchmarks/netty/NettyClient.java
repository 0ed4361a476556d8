package io.bisocket.benchmarks.netty;

import io.bisocket.benchmarks.load.EchoClient;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Writes on the channel's event loop. */
final class NettyClient implements EchoClient {

    private static final int LENGTH_FIELD = 4;

    private final Channel channel;
    private final ClientHandler handler;

    NettyClient(Channel channel, ClientHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    @Override
    public void echo(byte[] payload, Listener listener) {
        if (channel.eventLoop().inEventLoop()) {
            write(payload, listener);
        } else {
            channel.eventLoop().execute(() -> write(payload, listener));
        }
    }

    private void write(byte[] payload, Listener listener) {
        handler.await(listener);
        ByteBuf frame = channel.alloc().directBuffer(LENGTH_FIELD + payload.length);
        frame.writeInt(payload.length).writeBytes(payload);
        channel.writeAndFlush(frame, channel.voidPromise());
    }
}
