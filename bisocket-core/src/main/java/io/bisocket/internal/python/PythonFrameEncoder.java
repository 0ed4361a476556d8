package io.bisocket.internal.python;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Frame bodies ({@code byte[]}) in, bytes with the terminator after each body out. */
@Sharable
public final class PythonFrameEncoder extends MessageToByteEncoder<byte[]> {

    private static final byte[] TERMINATOR = Token.TERMINATOR.bytes();

    /** Makes an encoder; one serves any number of channels. */
    public PythonFrameEncoder() {
        super(byte[].class);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, byte[] body, boolean preferDirect) {
        return ctx.alloc().ioBuffer(body.length + TERMINATOR.length);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, byte[] body, ByteBuf out) {
        out.writeBytes(body).writeBytes(TERMINATOR);
    }
}
