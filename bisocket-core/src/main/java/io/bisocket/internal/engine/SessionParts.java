package io.bisocket.internal.engine;

import io.bisocket.ProtocolException;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.DataHead;

/**
 * The parts of one session, put together. An arrow says who calls whom.
 *
 * <pre>
 *  SessionEngine ──► Calls ─────────► Outbox ──► Ready ──► OutDirection ◄── RecordFiller ◄── Attachment
 *                    ▲                ▲                        │ events                          │
 *                    │                │                        ▼                                 ▼
 *                  Inbox ──► InboundCalls ──► listener      SessionEnd ◄──────────── FrameReceiver
 *                    ▲                                                                           │
 *                    └──────────────────── InDirection ◄─────────────────────────────────────────┘
 * </pre>
 */
final class SessionParts {

    final Side side;
    final SessionSettings settings;
    final SessionListener listener;
    final Agenda agenda;
    final Ready ready;
    final MessageFactory messages;
    final Outbox outbox;
    final OutDirection out;
    final AckPolicy acks;
    final InDirection in;
    final Calls calls;
    final InboundCalls inbound;
    final Inbox inbox;
    final Sockets sockets;
    final SessionEnd end;
    final ControlBudget control;
    final SlowConsumerWatch slow;

    SessionParts(
            Side side,
            SessionSettings settings,
            Timers timers,
            MemoryBudget budget,
            SessionListener listener) {
        this.side = side;
        this.settings = settings;
        this.listener = listener;
        Timings timings = settings.timings();
        agenda = new Agenda(timers);
        messages = new MessageFactory(settings.recordSize());
        ready = new Ready(listener::onCreditStalled);
        outbox =
                new Outbox(
                        settings.maxOutbox(),
                        ready,
                        this::wakeOut,
                        this::overflow,
                        listener::onSent);
        out = new OutDirection(ready, outbox, new FragmentWriter(agenda));
        acks =
                new AckPolicy(
                        agenda,
                        timings.acknowledgeDelay(),
                        timings.acknowledgeLater(),
                        this::wakeIn);
        in = new InDirection(settings, budget, agenda, acks, this::awaits, this::take);
        calls =
                new Calls(
                        agenda,
                        messages,
                        outbox,
                        this::areBothAttached,
                        this::wakeIn,
                        this::violated);
        inbound =
                new InboundCalls(
                        settings,
                        agenda,
                        messages,
                        outbox,
                        listener,
                        in::giveBack,
                        this::inboundIdle);
        inbox = new Inbox(calls, inbound, in, listener);
        sockets = new Sockets(side, out, in, agenda, timings.resumeWindow(), this::windowPassed);
        end = new SessionEnd(sockets, out, in, calls, inbound, listener);
        control = new ControlBudget(agenda);
        slow =
                new SlowConsumerWatch(
                        agenda, timings.slowConsumer(), this::owesAcknowledgement, this::slow);
    }

    /** Whether anything is under way in either direction. */
    boolean isBusy() {
        return out.isUnacknowledged()
                || !outbox.isNumbered()
                || !calls.isEmpty()
                || !inbound.isIdle()
                || in.hasPartials();
    }

    /** The peer has broken the rules. */
    void violated(ProtocolException e) {
        end.abort(CloseCode.PROTOCOL_ERROR, e);
    }

    private boolean areBothAttached() {
        return sockets.areBothAttached();
    }

    private boolean owesAcknowledgement() {
        return sockets.link(side.outRole()).isAttached() && out.isUnacknowledged();
    }

    private void inboundIdle() {
        wakeOut();
        listener.onIdle();
    }

    private void wakeOut() {
        sockets.wakeOut();
        sockets.busy();
    }

    private void wakeIn() {
        sockets.wakeIn();
    }

    private boolean awaits(DataHead head) {
        return inbox.awaits(head);
    }

    private void take(InMessage message) {
        listener.onReceived(message.head());
        inbox.take(message);
    }

    private void overflow() {
        end.abort(
                CloseCode.SLOW_CONSUMER,
                new SessionLostException(
                        "the peer is too slow: its outbox is full (max-outbox-bytes)"));
    }

    private void slow() {
        end.abort(
                CloseCode.SLOW_CONSUMER,
                new SessionLostException(
                        "the peer acknowledged nothing for %d ms (write-timeout)"
                                .formatted(settings.timings().slowConsumer())));
    }

    private void windowPassed(SocketRole role) {
        end.unresumable(
                "the %s socket did not come back within %d ms (resume-window)"
                        .formatted(role, settings.timings().resumeWindow()));
    }
}
