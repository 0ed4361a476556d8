package io.bisocket.internal.engine;

/**
 * When the peer is told what has come. On this direction's own socket: at once where somebody
 * waits, otherwise after {@value #MESSAGES} messages or a short delay. With data that goes the
 * other way: whenever that takes everything that waits, so that in a conversation hardly any
 * acknowledgement needs a record of its own. One that went with data is repeated on the own socket
 * after the delay, because the data's socket may be jammed.
 *
 * <pre>
 *  quiet ──message, credit──► waiting ──delay, 32 messages, urgent──► due
 *    ▲                           │  told on the other socket: not due for 32 more      │
 *    └─────────────────── told on the own socket ◄──────────────────────────────────────┘
 * </pre>
 */
final class AckPolicy {

    static final int MESSAGES = 32;

    private final Agenda agenda;
    private final long delay;
    private final Runnable wake;
    private final Alarm alarm = Alarm.of(this::become);
    private int untold;
    private boolean news;
    private boolean due;

    /**
     * @param wake told when an acknowledgement is due
     */
    AckPolicy(Agenda agenda, long delay, Runnable wake) {
        this.agenda = agenda;
        this.delay = delay;
        this.wake = wake;
    }

    /** A message has come. */
    void received(boolean urgent) {
        untold++;
        changed(urgent || untold >= MESSAGES);
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

    /** Whether there is anything that no socket has told yet. */
    boolean isNews() {
        return news;
    }

    /** Told along with data. */
    void toldElsewhere() {
        news = false;
        untold = 0;
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
        due = false;
        agenda.clear(alarm);
    }
}
