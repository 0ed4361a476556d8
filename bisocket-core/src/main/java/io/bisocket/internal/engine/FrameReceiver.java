package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.GoAway;
import io.bisocket.internal.protocol.Ping;
import io.bisocket.internal.protocol.Pong;
import java.util.function.Consumer;

/**
 * Brings each frame to the part that it concerns, if it came on a socket that may carry it.
 *
 * <pre>
 *  on the peer's data socket      DATA, GOAWAY, CLOSE(SESSION)
 *  on this side's data socket     DEMAND, CANCEL
 *  on either                      ACK, PING, PONG, CLOSE(ATTACHMENT), CLOSE(ABORT)
 * </pre>
 */
final class FrameReceiver {

    private final Side side;
    private final Sockets sockets;
    private final Ready ready;
    private final OutDirection out;
    private final InDirection in;
    private final InboundCalls inbound;
    private final ControlBudget control;
    private final SlowConsumerWatch slow;
    private final SessionEnd end;
    private final Consumer<Attachment> peerEndsSocket;

    /**
     * @param peerEndsSocket told when the peer gives up a socket
     */
    FrameReceiver(SessionParts parts, Consumer<Attachment> peerEndsSocket) {
        this.side = parts.side;
        this.sockets = parts.sockets;
        this.ready = parts.ready;
        this.out = parts.out;
        this.in = parts.in;
        this.inbound = parts.inbound;
        this.control = parts.control;
        this.slow = parts.slow;
        this.end = parts.end;
        this.peerEndsSocket = peerEndsSocket;
    }

    void received(Attachment attachment, Frame frame) {
        switch (frame.type()) {
            case DATA -> data(attachment, (Data) frame);
            case ACK -> acknowledged((Ack) frame);
            case DEMAND -> demand(attachment, (Demand) frame);
            case CANCEL -> cancel(attachment, (Cancel) frame);
            case PING -> {
                control.spend();
                attachment.pinged(((Ping) frame).token());
            }
            case PONG -> spendUnless(attachment.ponged(((Pong) frame).token()));
            case GOAWAY -> goAway(attachment, (GoAway) frame);
            case CLOSE -> close(attachment, (Close) frame);
            case OPEN, OPEN_OK ->
                    throw new FrameException(
                            frame.type() + " must be the first frame of its socket");
        }
    }

    private void data(Attachment attachment, Data data) {
        require(attachment, side.inRole(), "DATA");
        if (!sockets.areEstablished()) {
            throw new FrameException("DATA must not come before both sockets are attached");
        }
        if (data.isLast()) {
            control.received();
        }
        sockets.busy();
        attachment.came(data);
        in.received(data);
    }

    private void acknowledged(Ack ack) {
        boolean granted = ready.grant(ack.grants());
        long acknowledged = out.acknowledge(ack.sequence());
        if (acknowledged > 0) {
            control.acknowledged(acknowledged);
            slow.progress();
            inbound.startNext();
            end.check();
        } else if (!granted) {
            control.spend();
        }
        sockets.wakeOut();
    }

    private void demand(Attachment attachment, Demand demand) {
        require(attachment, side.outRole(), "DEMAND");
        spendUnless(inbound.demand(demand.reference(), demand.total()));
    }

    private void cancel(Attachment attachment, Cancel cancel) {
        require(attachment, side.outRole(), "CANCEL");
        spendUnless(inbound.cancel(cancel.reference()));
    }

    private void goAway(Attachment attachment, GoAway goAway) {
        require(attachment, side.inRole(), "GOAWAY");
        spendUnless(end.peerGoesAway(goAway.code()));
    }

    private void close(Attachment attachment, Close close) {
        if (close.scope() == CloseScope.ABORT) {
            end.peerAborted(close.code());
        } else if (close.scope() == CloseScope.ATTACHMENT) {
            peerEndsSocket.accept(attachment);
        } else {
            require(attachment, side.inRole(), "CLOSE(SESSION)");
            if (in.closed(close)) {
                end.peerClosed(close.code());
            } else {
                control.spend();
            }
        }
    }

    private void spendUnless(boolean news) {
        if (!news) {
            control.spend();
        }
    }

    private static void require(Attachment attachment, SocketRole role, String frame) {
        if (attachment.role() != role) {
            throw FrameException.mustBe("the socket of a " + frame, role, attachment.role());
        }
    }
}
