package io.bisocket.internal.engine;

import java.util.function.BooleanSupplier;

/**
 * Ends a session whose peer acknowledges nothing for too long while it has something to acknowledge
 * and a socket to do so.
 */
final class SlowConsumerWatch {

    private final Agenda agenda;
    private final long limit;
    private final BooleanSupplier outstanding;
    private final Runnable slow;
    private final Alarm alarm = Alarm.of(this::check);
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

    /** Something has been sent. */
    void sent() {
        if (!alarm.isSet()) {
            progress();
        }
    }

    /** The peer has acknowledged something, or has got a new socket. */
    void progress() {
        since = agenda.now();
        if (!alarm.isSet() && outstanding.getAsBoolean()) {
            agenda.set(alarm, since + limit);
        }
    }

    void stop() {
        agenda.clear(alarm);
    }

    private void check() {
        if (!outstanding.getAsBoolean()) {
            return;
        }
        if (agenda.now() - since >= limit) {
            slow.run();
        } else {
            agenda.set(alarm, since + limit);
        }
    }
}
