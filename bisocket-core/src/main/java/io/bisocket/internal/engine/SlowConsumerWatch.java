package io.bisocket.internal.engine;

import java.util.function.BooleanSupplier;

/**
 * Ends a session whose peer acknowledges nothing for too long while it has something to acknowledge
 * and a socket to do so.
 *
 * <pre>
 *              sent                        acknowledged in part, new socket: anew
 *  nothing ───────────► outstanding ──limit──► slow
 *     ▲                      │
 *     └── all acknowledged, socket lost ──┘
 * </pre>
 */
final class SlowConsumerWatch {

    private final Agenda agenda;
    private final long limit;
    private final BooleanSupplier outstanding;
    private final Runnable slow;
    private final Alarm alarm = Alarm.of(this::check);
    private boolean waiting;
    private long since;

    /**
     * @param outstanding whether the peer has something to acknowledge, and a socket
     * @param slow told when it took too long
     */
    SlowConsumerWatch(Agenda agenda, long limit, BooleanSupplier outstanding, Runnable slow) {
        this.agenda = agenda;
        this.limit = limit;
        this.outstanding = outstanding;
        this.slow = slow;
    }

    /** Something may have been sent. */
    void sent() {
        if (!waiting) {
            progress();
        }
    }

    /** The peer has acknowledged something, or has got a new socket. */
    void progress() {
        since = agenda.now();
        waiting = outstanding.getAsBoolean();
        if (waiting && !alarm.isSet()) {
            agenda.set(alarm, since + limit);
        }
    }

    private void check() {
        waiting = outstanding.getAsBoolean();
        if (!waiting) {
            return;
        }
        if (agenda.now() - since >= limit) {
            slow.run();
        } else {
            agenda.set(alarm, since + limit);
        }
    }
}
