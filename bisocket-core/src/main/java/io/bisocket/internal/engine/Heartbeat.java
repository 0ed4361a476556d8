package io.bisocket.internal.engine;

import java.util.function.BooleanSupplier;

/**
 * Watches one socket for silence.
 *
 * <pre>
 *          ┌──────── any record ────────┐
 *          ▼                            │
 *  listening ──3 s busy, 15 s idle──► pinged ──10 s busy, 40 s idle, in all──► dead
 * </pre>
 *
 * <p>Silence while idle does not count once something is under way: the peer had nothing to say.
 */
final class Heartbeat {

    private final Agenda agenda;
    private final Timings timings;
    private final BooleanSupplier busy;
    private final Runnable ping;
    private final Runnable dead;
    private final Alarm alarm = Alarm.of(this::check);
    private long since;
    private boolean pinged;
    private boolean watchesBusy;

    /**
     * @param busy whether anything is under way
     * @param ping sends a ping
     * @param dead told when the socket is dead
     */
    Heartbeat(Agenda agenda, Timings timings, BooleanSupplier busy, Runnable ping, Runnable dead) {
        this.agenda = agenda;
        this.timings = timings;
        this.busy = busy;
        this.ping = ping;
        this.dead = dead;
        since = agenda.now();
        watchesBusy = busy.getAsBoolean();
        schedule();
    }

    /** A record has come. */
    void heard() {
        since = agenda.now();
        if (pinged) {
            pinged = false;
            schedule();
        }
    }

    /** Something is under way now. */
    void busy() {
        if (!watchesBusy) {
            watchesBusy = true;
            since = agenda.now();
            schedule();
        }
    }

    void stop() {
        agenda.clear(alarm);
    }

    private void check() {
        watchesBusy = busy.getAsBoolean();
        if (agenda.now() >= due()) {
            if (pinged) {
                dead.run();
                return;
            }
            pinged = true;
            since = agenda.now();
            ping.run();
        }
        schedule();
    }

    private void schedule() {
        agenda.set(alarm, due());
    }

    private long due() {
        long beforePing = watchesBusy ? timings.busyPing() : timings.idlePing();
        long inAll = watchesBusy ? timings.busyDead() : timings.idleDead();
        return since + (pinged ? inAll - beforePing : beforePing);
    }
}
