package io.bisocket.internal.engine;

import io.bisocket.ProtocolException;
import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Terms;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * How sockets come to a session and go. To be used on the session's thread alone.
 *
 * <pre>
 *  client: dial, terms, write OPEN ─► OPEN_OK read: attach ─► Attachment
 *  server: OPEN read: admit, terms, write OPEN_OK, attach ──► Attachment
 * </pre>
 *
 * <p>Either side gives up the role's present socket before it states what it has received, so that
 * nothing comes after the statement. Attach numbers increase; the newest attempt wins.
 */
public final class Attachments {

    private final SessionParts parts;
    private final Sockets sockets;
    private final SessionEnd end;
    private final FrameReceiver receiver;
    private final RecordFiller filler;
    private long records;

    Attachments(SessionParts parts) {
        this.parts = parts;
        this.sockets = parts.sockets;
        this.end = parts.end;
        this.receiver = new FrameReceiver(parts, this::endedByPeer);
        this.filler = new RecordFiller(parts);
    }

    /**
     * Begins to attach a socket, on the client's side: to be called right before OPEN is written.
     * The role's present socket, if any, is given up.
     *
     * @return the attach number of the attempt
     */
    public long dial(SocketRole role) {
        sockets.finish(role, Close.attachment(CloseCode.REPLACED));
        return sockets.link(role).nextNumber();
    }

    /**
     * Begins to attach a socket, on the server's side: to be called when OPEN has come. The role's
     * present socket, if any, is given up.
     *
     * @return false if the number is stale or the session lost; nothing has changed then
     */
    public boolean admit(SocketRole role, long attachNumber) {
        if (end.isLost() || !sockets.link(role).accept(attachNumber)) {
            return false;
        }
        sockets.finish(role, Close.attachment(CloseCode.REPLACED));
        return true;
    }

    /**
     * What this side states in OPEN or OPEN_OK of this role; after {@link #dial} or {@link #admit}.
     */
    public Terms terms(SocketRole role) {
        if (role == parts.side.inRole()) {
            parts.acks.told();
            return parts.in.terms();
        }
        SessionSettings settings = parts.settings;
        return new Terms(
                0,
                Grants.NONE,
                settings.maxMessageSize(),
                settings.maxPartialMessages(),
                settings.algorithms());
    }

    /**
     * Attaches a socket whose OPEN or OPEN_OK has come.
     *
     * @param attachNumber of {@link #dial} or {@link #admit}
     * @param peers what the peer has stated
     * @param port the socket; may be called before this returns
     * @return empty if a newer attempt has been made or the session is lost: the socket is to be
     *     closed
     */
    public Optional<Attachment> attach(SocketRole role, long attachNumber, Terms peers, Port port) {
        if (end.isLost() || !sockets.link(role).isLatest(attachNumber)) {
            return Optional.empty();
        }
        Attachment attachment = new Attachment(this, role, port, parts);
        if (end.isClosed()) {
            attachment.finish(Close.attachment(CloseCode.NORMAL));
        } else {
            attach(attachment, peers);
        }
        return Optional.of(attachment);
    }

    private void attach(Attachment attachment, Terms peers) {
        parts.messages.peer(peers);
        parts.control.attached(parts.inbound.size() + parts.outbox.answers());
        try {
            sockets.attach(attachment, peers);
        } catch (FrameException e) {
            parts.violated(e);
            return;
        }
        if (attachment.role() == parts.side.outRole()) {
            parts.slow.progress();
            end.attached();
            parts.inbound.startNext();
        } else {
            parts.calls.repeatControls();
        }
        end.check();
        sockets.wakeOut();
        sockets.wakeIn();
    }

    /** Whether a role has a socket now. */
    public boolean isAttached(SocketRole role) {
        return sockets.link(role).isAttached();
    }

    /** Asks the peer, on every socket, to say something. */
    public void ping() {
        for (SocketRole role : SocketRole.values()) {
            Attachment attachment = sockets.link(role).current();
            if (attachment != null) {
                attachment.ping();
            }
        }
    }

    /** How many records of the peer have come since the beginning. */
    public long records() {
        return records;
    }

    boolean isCurrent(Attachment attachment) {
        return sockets.isCurrent(attachment);
    }

    void received(Attachment attachment, ByteBuf record, int most) {
        records++;
        try {
            if (!record.isReadable()) {
                throw FrameException.mustBe("a record", "at least 4 bytes", 0);
            }
            int frames = 0;
            while (record.isReadable() && isCurrent(attachment) && frames < most) {
                receiver.received(attachment, FrameCodec.read(record));
                frames++;
            }
        } catch (FrameException e) {
            parts.violated(e);
        } catch (RuntimeException e) {
            parts.violated(new ProtocolException("a frame of the peer could not be handled", e));
        }
    }

    void fill(Attachment attachment, RecordBuffer record) {
        if (attachment.role() == parts.side.outRole()) {
            filler.fillOut(record);
        } else {
            filler.fillIn(record);
        }
    }

    void fillLast(Close close, RecordBuffer record) {
        filler.fillLast(close, record);
    }

    /** A socket is dead or closed. */
    void lost(Attachment attachment) {
        if (sockets.detach(attachment)) {
            parts.listener.onDetached(attachment.role());
        }
    }

    private void endedByPeer(Attachment attachment) {
        attachment.abort();
        lost(attachment);
    }
}
