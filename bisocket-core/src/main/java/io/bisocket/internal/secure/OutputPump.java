package io.bisocket.internal.secure;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;

/**
 * The way out of one socket. Asks for records while the channel takes them and something may be
 * there, and flushes once at the end of it.
 *
 * <pre>
 *            wake()                     end of the hold, or a task
 *   QUIET ───────────► DUE ─────────────────────────────────────────► pump
 *     ▲                                                                 │
 *     ├────────────────── the source has no more ───────────────────────┤
 *     └── writable again ──► pump ◄──── the channel is full ────────────┘
 * </pre>
 *
 * On the event loop. {@link #wake} asks the source for nothing.
 */
final class OutputPump implements Runnable {

    /** What the pump tells its socket. */
    interface Owner {

        /** Everything that there was has been handed to the system. */
        void onIdle();

        /** Nothing can be written any more. */
        void onWriteFailure(Throwable failure);
    }

    private final Channel channel;
    private final RecordWriter writer;
    private final WriteStallWatch stallWatch;
    private final Owner owner;
    private WriteObserver observer = WriteObserver.NONE;
    private boolean held;
    private boolean due;
    private boolean pumping;
    private boolean stopped;
    private boolean backlog;
    private int inFlight;

    OutputPump(Channel channel, RecordWriter writer, WriteStallWatch stallWatch, Owner owner) {
        this.channel = channel;
        this.writer = writer;
        this.stallWatch = stallWatch;
        this.owner = owner;
    }

    void observe(WriteObserver watching) {
        observer = watching;
        if (backlog) {
            observer.backlog(true);
        }
    }

    void wake() {
        if (!due && !stopped) {
            due = true;
            if (!held) {
                channel.eventLoop().execute(this);
            }
        }
    }

    /** Has {@link #wake} wait for {@link #release}. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        run();
    }

    void writabilityChanged() {
        if (!channel.isWritable()) {
            return;
        }
        if (pumping) {
            // Others of this loop have their turn first.
            wake();
        } else {
            pump();
        }
    }

    /** Writes nothing more. */
    void stop() {
        stopped = true;
        stallWatch.stop();
    }

    /** Whether everything that there was has been handed to the system. */
    boolean isIdle() {
        return !due && !pumping && writer.drained() && inFlight == 0;
    }

    @Override
    public void run() {
        if (due) {
            pump();
        }
    }

    private void pump() {
        due = false;
        pumping = true;
        try {
            if (write()) {
                channel.flush();
            }
        } catch (RuntimeException e) {
            owner.onWriteFailure(e);
        } finally {
            pumping = false;
        }
        settle();
    }

    private boolean write() {
        boolean written = false;
        boolean more = true;
        while (more && !stopped && channel.isWritable()) {
            ByteBuf batch = writer.next(channel.alloc());
            more = !writer.drained();
            if (batch.isReadable()) {
                written = true;
                inFlight++;
                channel.write(batch).addListener(new Flight(batch.readableBytes()));
            }
        }
        return written;
    }

    private void settle() {
        boolean waits = inFlight > 0;
        if (waits != backlog) {
            backlog = waits;
            observer.backlog(waits);
            stallWatch.waiting(waits && !stopped);
        }
        if (isIdle() && !stopped) {
            owner.onIdle();
        }
    }

    /** A buffer on its way to the system. */
    private final class Flight implements ChannelFutureListener {

        private final int bytes;

        Flight(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void operationComplete(ChannelFuture done) {
            inFlight--;
            if (done.isSuccess()) {
                stallWatch.written(bytes);
                observer.written(bytes);
            } else {
                owner.onWriteFailure(done.cause());
            }
            if (!pumping) {
                settle();
            }
        }
    }
}
