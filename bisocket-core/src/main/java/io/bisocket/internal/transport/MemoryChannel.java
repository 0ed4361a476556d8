package io.bisocket.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection within the process. Netty's local channel hands over whatever is written,
 * read or not, and the very buffers; this one is more like a socket:
 *
 * <ul>
 *   <li>bytes are copied, so neither end sees what the other does to its memory
 *   <li>a writer whose peer does not read has to wait
 *   <li>the output can be shut, and is read to its end
 *   <li>what was written before the end comes before the end, even if the reader has paused
 * </ul>
 */
public final class MemoryChannel extends LocalChannel implements DuplexChannel {

    /** From here on a writer waits; one flush may go beyond. */
    private static final int CAPACITY = 128 * 1024;

    private static final Object END = "end of output";

    private final AtomicInteger unread = new AtomicInteger();
    private volatile @Nullable MemoryChannel peer;
    private volatile boolean waiting;
    private volatile boolean outputShut;

    /** An end that is to be connected. */
    public MemoryChannel() {}

    MemoryChannel(MemoryServerChannel parent, MemoryChannel peer) {
        super(parent, peer);
        this.peer = peer;
        peer.peer = this;
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            return message;
        }
        ByteBuf copy = alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
        bytes.release();
        return copy;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws Exception {
        MemoryChannel reader = peer;
        if (reader != null) {
            waiting = true;
            if (reader.isFull()) {
                return;
            }
            waiting = false;
            out.forEachFlushedMessage(message -> reader.comes(message));
        }
        super.doWrite(out);
    }

    private boolean isFull() {
        return unread.get() >= CAPACITY && isActive();
    }

    private boolean comes(Object message) {
        if (message instanceof ByteBuf bytes) {
            unread.addAndGet(bytes.readableBytes());
        }
        return true;
    }

    /** So many bytes have been read; on the event loop. */
    void hasRead(int bytes) {
        MemoryChannel writer = peer;
        if (unread.addAndGet(-bytes) < CAPACITY && writer != null && writer.waiting) {
            writer.waiting = false;
            writer.eventLoop().execute(() -> writer.unsafe().flush());
        }
    }

    @Override
    protected void doClose() throws Exception {
        MemoryChannel writer = peer;
        if (writer != null && !writer.isOpen()) {
            readToTheEnd();
        }
        super.doClose();
    }

    private void readToTheEnd() throws Exception {
        int before = Integer.MAX_VALUE;
        for (int left = unread.get(); left > 0 && left < before; left = unread.get()) {
            before = left;
            doBeginRead();
        }
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        eventLoop()
                .execute(
                        () -> {
                            outputShut = true;
                            unsafe().write(END, promise);
                            unsafe().flush();
                        });
        return promise;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut || !isActive();
    }

    @Override
    public boolean isInputShutdown() {
        return !isActive();
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return promise.setFailure(new UnsupportedOperationException("only output can be shut"));
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown();
    }

    @Override
    public ChannelFuture shutdown() {
        return close();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return close(promise);
    }
}
