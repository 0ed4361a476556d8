package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;

/**
 * What goes into a record, in this order.
 *
 * <pre>
 *  on this side's data socket     GOAWAY, DATA, CLOSE(SESSION), ACK if all else that waits fits,
 *                                 or it is wanted soon
 *  on the peer's data socket      CANCEL and DEMAND, ACK
 * </pre>
 */
final class RecordFiller {

    private static final int ACK_LENGTH = 60;

    private final Agenda agenda;
    private final Sockets sockets;
    private final OutDirection out;
    private final InDirection in;
    private final Calls calls;
    private final AckPolicy acks;
    private final SlowConsumerWatch slow;
    private final SessionEnd end;

    RecordFiller(SessionParts parts) {
        this.agenda = parts.agenda;
        this.sockets = parts.sockets;
        this.out = parts.out;
        this.in = parts.in;
        this.calls = parts.calls;
        this.acks = parts.acks;
        this.slow = parts.slow;
        this.end = parts.end;
    }

    void fillOut(RecordBuffer record) {
        end.fillGoAway(record);
        if (sockets.areEstablished()) {
            // Asked for once: it is on the way of every message.
            agenda.now();
            out.fill(record);
            end.fillClose(record);
            slow.sent();
        }
        boolean rides = !record.isEmpty() && acks.isNews() && (acks.isSoon() || out.isQuiet());
        if (rides && record.room() >= ACK_LENGTH) {
            record.write(in.ack());
            acks.toldElsewhere();
        }
    }

    void fillIn(RecordBuffer record) {
        calls.fillControls(record);
        boolean alone = acks.isDue() || (acks.isSoon() && !sockets.isDataFlowing());
        boolean goes = alone || (!record.isEmpty() && acks.isNews());
        if (goes && record.room() >= ACK_LENGTH) {
            record.write(in.ack());
            acks.told();
        }
    }

    /** The last record on a socket: if the session goes on or ends well, all is acknowledged. */
    void fillLast(Close close, RecordBuffer record) {
        if (close.scope() == CloseScope.ATTACHMENT) {
            record.write(in.ack());
        }
        record.write(close);
    }
}
