package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.Ping;
import io.bisocket.internal.protocol.Pong;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One socket's place in a session, for the code that reads and writes it. To be used on the
 * session's thread alone. Once another socket has taken its place, or the session is over, nothing
 * that is read has any effect.
 */
public final class Attachment {

    private static final int PING_LENGTH = 12;

    private final Attachments session;
    private final SocketRole role;
    private final Port port;
    private final Heartbeat heartbeat;
    private final int recordSize;
    private boolean smallTold;
    private long pingToken;
    private boolean pingDue;
    private boolean pingOpen;
    private long pongToken;
    private boolean pongDue;
    private @Nullable Close last;

    Attachment(Attachments session, SocketRole role, Port port, SessionParts parts) {
        this.session = session;
        this.role = role;
        this.port = port;
        this.heartbeat =
                new Heartbeat(
                        parts.agenda,
                        parts.settings.timings(),
                        parts::isBusy,
                        this::ping,
                        this::silent);
        this.recordSize = parts.settings.recordSize();
    }

    /** Which of the client's sockets this is. */
    public SocketRole role() {
        return role;
    }

    /** Takes the plaintext of one record, all of it. The buffer is not kept. */
    public void received(ByteBuf record) {
        if (session.isCurrent(this)) {
            heartbeat.heard();
            session.received(this, record, Integer.MAX_VALUE);
        }
    }

    /**
     * Takes the next frames of a record, as {@link #received} takes all.
     *
     * @param frames so many at most
     * @return whether there are more to be taken
     */
    public boolean receivedPart(ByteBuf record, int frames) {
        if (session.isCurrent(this)) {
            heartbeat.heard();
            session.received(this, record, frames);
        }
        return session.isCurrent(this) && record.isReadable();
    }

    /**
     * Appends the plaintext of one record: as many frames as fit and may go now.
     *
     * @param record with room for three times as many bytes as {@link SessionSettings#recordSize}
     *     says
     * @return false if there was nothing to write
     */
    public boolean fill(ByteBuf record) {
        RecordBuffer buffer = new RecordBuffer(record, recordSize);
        if (session.isCurrent(this)) {
            fillPings(buffer);
            session.fill(this, buffer);
        } else if (last != null) {
            session.fillLast(last, buffer);
            last = null;
        }
        return !buffer.isEmpty();
    }

    /** The socket is closed, by whomever. */
    public void closed() {
        session.lost(this);
    }

    private void fillPings(RecordBuffer record) {
        if (pongDue && record.room() >= PING_LENGTH) {
            pongDue = false;
            record.write(new Pong(pongToken));
        }
        if (pingDue && record.room() >= PING_LENGTH) {
            pingDue = false;
            record.write(new Ping(pingToken));
        }
    }

    void came(Data data) {
        boolean small = data.isLast() && data.head() != null;
        if (!small) {
            port.largeCame(data.part().length());
        } else if (!smallTold) {
            port.smallCame();
        }
        smallTold = small;
    }

    void pinged(long token) {
        pongToken = token;
        pongDue = true;
        wake();
    }

    /** Takes a pong. Returns whether it was asked for. */
    boolean ponged(long token) {
        boolean expected = pingOpen && token == pingToken;
        pingOpen = false;
        return expected;
    }

    void ping() {
        pingToken++;
        pingDue = true;
        pingOpen = true;
        wake();
    }

    private void silent() {
        port.abort();
        session.lost(this);
    }

    void wake() {
        port.wake();
    }

    void busy() {
        heartbeat.busy();
    }

    /** Its time is over; nothing more is written. */
    void stop() {
        heartbeat.stop();
    }

    /** Its time is over, and this is the last that the peer hears. */
    void finish(Close close) {
        stop();
        last = close;
        port.finish();
    }

    /** Its time is over, at the peer's wish. */
    void abort() {
        stop();
        port.abort();
    }
}
