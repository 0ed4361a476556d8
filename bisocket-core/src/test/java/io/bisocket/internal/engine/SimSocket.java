package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** A simulated TCP connection between the two sides of a session. */
final class SimSocket {

    final SocketRole role;
    final End client;
    final End server;
    private final SimPipe up;
    private final SimPipe down;

    SimSocket(SocketRole role, VirtualTime time, SimPipe up, SimPipe down, int recordSize) {
        this.role = role;
        this.up = up;
        this.down = down;
        this.client = new End(time, up, recordSize);
        this.server = new End(time, down, recordSize);
    }

    /** Who reads what the client writes. */
    void upTo(Consumer<byte[]> reader, Runnable end) {
        up.reader(
                reader,
                () -> {
                    server.closed = true;
                    end.run();
                });
    }

    /** Who reads what the server writes. */
    void downTo(Consumer<byte[]> reader, Runnable end) {
        down.reader(
                reader,
                () -> {
                    client.closed = true;
                    end.run();
                });
    }

    /** Breaks it; each side notices after a time of its own. */
    void cut(long clientNoticesAfter, long serverNoticesAfter) {
        up.cut(serverNoticesAfter);
        down.cut(clientNoticesAfter);
    }

    /** One end, as the session sees it. */
    final class End implements Port {

        private final VirtualTime time;
        private final SimPipe out;
        private final int recordSize;
        private Attachment attachment;
        private boolean pumping;
        private boolean finishing;
        private boolean closed;

        End(VirtualTime time, SimPipe out, int recordSize) {
            this.time = time;
            this.out = out;
            this.recordSize = recordSize;
            out.onWritable(this::wake);
        }

        void attached(Attachment attachment) {
            this.attachment = attachment;
            wake();
        }

        boolean isClosed() {
            return closed;
        }

        void write(Frame frame) {
            ByteBuf buffer = Unpooled.buffer();
            FrameCodec.write(frame, buffer);
            out.write(bytes(buffer));
        }

        @Override
        public void wake() {
            if (!pumping && !closed) {
                pumping = true;
                time.schedule(0, this::pump);
            }
        }

        private void pump() {
            pumping = false;
            if (closed || attachment == null) {
                return;
            }
            while (out.isWritable()) {
                ByteBuf buffer = Unpooled.buffer(recordSize);
                if (!attachment.fill(buffer)) {
                    if (finishing) {
                        closed = true;
                        out.finish();
                    }
                    return;
                }
                out.write(bytes(buffer));
            }
        }

        @Override
        public void finish() {
            finishing = true;
            wake();
        }

        @Override
        public void abort() {
            closed = true;
            cut(0, 0);
        }
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
