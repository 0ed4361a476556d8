package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.SocketRole;
import io.bisocket.internal.engine.Attachment;
import io.bisocket.internal.engine.Port;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.secure.SecureSocket;
import io.bisocket.internal.secure.WriteObserver;
import io.bisocket.internal.transport.PeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a session, from its first frame to its end. On its event loop alone, which is the
 * session's.
 *
 * <pre>
 *  opening ──first frame──► {@link Opening} decides ──attach──► attached ──► closed
 *                               └── refuse: CLOSE, and closed
 * </pre>
 */
final class SessionSocket implements SecureSocket.Events, Port {

    /** Who decides what becomes of a socket. */
    interface Opening {

        /** The first record has come, and held this frame alone. */
        void onFirstFrame(SessionSocket socket, Frame frame);

        /** The socket is gone and was never attached. */
        void onLost(SessionSocket socket, @Nullable BiSocketException cause);
    }

    private final SecureSocket wire;
    private final SocketRole role;
    private @Nullable Opening opening;
    private @Nullable Frame own;
    private @Nullable Session session;
    private @Nullable Attachment attachment;

    SessionSocket(SecureSocket wire, SocketRole role, Opening opening) {
        this.wire = wire;
        this.role = role;
        this.opening = opening;
    }

    SocketRole role() {
        return role;
    }

    InetSocketAddress remoteAddress() {
        return PeerAddress.of(wire.remoteAddress());
    }

    EventLoop loop() {
        return wire.loop();
    }

    /** Whether it is neither closed nor about to be. */
    boolean isOpen() {
        return wire.isOpen();
    }

    /** Has its output watched. */
    void observe(WriteObserver observer) {
        wire.observe(observer);
    }

    /** Sends this side's first frame, in a record of its own before all others. */
    void send(Frame first) {
        own = first;
        wire.wake();
    }

    /** Sends the frame that ends the socket, and closes it. */
    void refuse(Close close) {
        opening = null;
        own = close;
        wire.finish();
    }

    /** It is a session's from now on. */
    void attached(Session to, Attachment as) {
        opening = null;
        session = to;
        attachment = as;
        wire.wake();
    }

    @Override
    public void onRecord(ByteBuf plaintext) {
        Session mine = session;
        Attachment attached = attachment;
        if (mine != null && attached != null) {
            received(mine, attached, plaintext);
        } else if (opening != null) {
            first(opening, plaintext);
        }
    }

    /** Part by part: the peer works on what answers one part while the next is read. */
    private static void received(Session mine, Attachment attached, ByteBuf record) {
        boolean more = true;
        while (more) {
            more = mine.link().turn(() -> attached.receivedPart(record, Session.MUCH));
            mine.flushMuch();
        }
    }

    @Override
    public void onReadBegan() {
        if (session != null) {
            session.hold();
        }
    }

    @Override
    public void onReadEnded() {
        if (session != null) {
            session.release();
        }
    }

    /** Waits with what is to be written until {@link #release}. */
    void hold() {
        wire.hold();
    }

    void release() {
        wire.release();
    }

    /** Writes what there is. */
    void flush() {
        wire.flush();
    }

    private void first(Opening decider, ByteBuf plaintext) {
        Frame frame = FrameCodec.read(plaintext);
        if (plaintext.isReadable()) {
            throw FrameException.mustBe("the first frame", "alone in its record", "not");
        }
        decider.onFirstFrame(this, frame);
    }

    @Override
    public boolean fill(ByteBuf plaintext) {
        if (own != null) {
            FrameCodec.write(own, plaintext);
            own = null;
            return true;
        }
        return attachment != null && attachment.fill(plaintext);
    }

    @Override
    public void onSessionLost() {
        if (session != null) {
            session.lose();
        }
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        if (attachment != null) {
            attachment.closed();
        }
        if (session != null) {
            session.socketClosed(this);
        } else if (opening != null) {
            opening.onLost(this, cause);
        }
    }

    @Override
    public void wake() {
        wire.wake();
    }

    @Override
    public void smallCame() {
        wire.unread().small();
    }

    @Override
    public void largeCame(int bytes) {
        wire.unread().large(bytes);
    }

    @Override
    public void finish() {
        wire.finish();
    }

    @Override
    public void abort() {
        wire.abort();
    }
}
