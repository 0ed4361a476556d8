package io.bisocket.internal.python;

import io.bisocket.ConnectionLostException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that are written at once. Lives on the channel's event loop. */
final class FrameBatch implements ChannelFutureListener {

    private static final int FIRST_BYTES = 1024;

    private final List<Departure> departures = new ArrayList<>();
    private final Runnable onWritten;
    private final ByteBuf frames;

    /**
     * @param onWritten told after all that was in it
     */
    FrameBatch(Channel channel, Runnable onWritten) {
        this.onWritten = onWritten;
        this.frames = channel.alloc().ioBuffer(FIRST_BYTES);
    }

    int bytes() {
        return frames.readableBytes();
    }

    /** Adds a frame. */
    void add(Departure departure, byte[] body) {
        frames.ensureWritable(body.length + Token.LENGTH);
        frames.writeBytes(body);
        Token.TERMINATOR.writeTo(frames);
        departures.add(departure);
    }

    /** Writes it, without a flush. */
    void writeTo(Channel channel) {
        channel.write(frames).addListener(this);
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        Throwable failure = written.cause();
        departures.forEach(departure -> departure.left(lost(failure)));
        onWritten.run();
    }

    private static @Nullable ConnectionLostException lost(@Nullable Throwable failure) {
        return failure == null
                ? null
                : new ConnectionLostException(
                        "the connection broke: " + failure.getMessage(), failure);
    }
}
