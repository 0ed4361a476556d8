package io.bisocket.internal.engine;

/**
 * When the peer is told what has come. On this direction's own socket: at once where somebody
 * waits, otherwise after {@value #MESSAGES} messages or a delay. With data that goes the other way:
 * whenever that takes everything that waits, so that in a conversation hardly any acknowledgement
 * needs a record of its own; where one is wanted soon, data that is about to go takes it along in
 * any case. One that went with data is repeated on the own socket if nothing else is told there for
 * long, because the data's socket may be jammed; after the short delay where it was wanted soon.
 *
 * <pre>
 *  quiet ──message, credit──► waiting ──32 messages, much credit──► soon ──no data goes──► due
 *    ▲                           │ └───────delay, 128 messages, urgent───┴──────────────────►│
 *    │                           └──told on the other socket: waiting, for 32 more           │
 *    └─────────────────── told on the own socket ◄───────────────────────────────────────────┘
 * </pre>
 */
final class AckPolicy {

    static final int MESSAGES = 32;

    /** So many do not wait for data to take an acknowledgement along. */
    static final int MANY_MESSAGES = 4 * MESSAGES;

    private final Agenda agenda;
    private final long shortDelay;
    private final long longDelay;
    private final Runnable wake;
    private final Alarm alarm = Alarm.of(this::become);
    private int untold;
    private boolean news;
    private boolean soon;
    private boolean due;

    /**
     * @param shortDelay how long what something may follow from waits for company
     * @param longDelay how long all else does
     * @param wake told when an acknowledgement is due, or wanted soon
     */
    AckPolicy(Agenda agenda, long shortDelay, long longDelay, Runnable wake) {
        this.agenda = agenda;
        this.shortDelay = shortDelay;
        this.longDelay = longDelay;
        this.wake = wake;
    }

    /** A message has come. */
    void received(Urgency urgency) {
        untold++;
        if (untold >= MANY_MESSAGES) {
            changed(Urgency.NOW);
        } else if (untold >= MESSAGES && urgency != Urgency.NOW) {
            soon();
        } else {
            changed(urgency);
        }
    }

    /** Something has changed that the peer may be waiting for. */
    void soon() {
        changed(Urgency.SHORTLY);
        if (!soon && !due) {
            soon = true;
            wake.run();
        }
    }

    /** Credit has come back. */
    void changed(Urgency urgency) {
        news = true;
        if (due) {
            return;
        }
        if (urgency == Urgency.NOW) {
            become();
        } else {
            becomeWithin(urgency == Urgency.SHORTLY ? shortDelay : longDelay);
        }
    }

    private void becomeWithin(long delay) {
        long at = agenda.recent() + delay;
        if (!alarm.isSet() || alarm.due > at) {
            agenda.set(alarm, at);
        }
    }

    private void become() {
        due = true;
        wake.run();
    }

    /** Whether the own socket is to carry an acknowledgement now. */
    boolean isDue() {
        return due;
    }

    /** Whether it is to do so unless data is about to go that can take it along. */
    boolean isSoon() {
        return soon || due;
    }

    /** Whether there is anything that no socket has told yet. */
    boolean isNews() {
        return news;
    }

    /** Told along with data. */
    void toldElsewhere() {
        agenda.setIn(alarm, isSoon() ? shortDelay : longDelay);
        quiet();
    }

    /** Told on the own socket. */
    void told() {
        agenda.clear(alarm);
        quiet();
    }

    private void quiet() {
        news = false;
        untold = 0;
        soon = false;
        due = false;
    }
}
