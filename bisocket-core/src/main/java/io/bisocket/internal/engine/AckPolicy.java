package io.bisocket.internal.engine;

/**
 * When the peer is told what has come. On this direction's own socket: at once where somebody
 * waits, otherwise after {@value #MESSAGES} messages or a short delay. With data that goes the
 * other way: whenever that takes everything that waits, so that in a conversation hardly any
 * acknowledgement needs a record of its own; where one is wanted soon, data that is about to go
 * takes it along in any case. One that went with data is repeated on the own socket after the
 * delay, because the data's socket may be jammed.
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
    private final long delay;
    private final Runnable wake;
    private final Alarm alarm = Alarm.of(this::become);
    private int untold;
    private boolean news;
    private boolean soon;
    private boolean due;

    /**
     * @param wake told when an acknowledgement is due, or wanted soon
     */
    AckPolicy(Agenda agenda, long delay, Runnable wake) {
        this.agenda = agenda;
        this.delay = delay;
        this.wake = wake;
    }

    /** A message has come. */
    void received(boolean urgent) {
        untold++;
        if (urgent || untold >= MANY_MESSAGES) {
            changed(true);
        } else if (untold >= MESSAGES) {
            soon();
        } else {
            changed(false);
        }
    }

    /** Something has changed that the peer may be waiting for. */
    void soon() {
        changed(false);
        if (!soon && !due) {
            soon = true;
            wake.run();
        }
    }

    /** Credit has come back. */
    void changed(boolean urgent) {
        news = true;
        if (due) {
            return;
        }
        if (urgent) {
            become();
        } else if (!alarm.isSet()) {
            agenda.setIn(alarm, delay);
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
        news = false;
        untold = 0;
        soon = false;
        // What made it due beforehand is on its way; the alarm repeats it.
        if (due) {
            due = false;
            agenda.setIn(alarm, delay);
        }
    }

    /** Told on the own socket. */
    void told() {
        news = false;
        untold = 0;
        soon = false;
        due = false;
        agenda.clear(alarm);
    }
}
