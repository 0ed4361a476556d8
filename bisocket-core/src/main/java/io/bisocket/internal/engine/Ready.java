package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.Grants;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Messages that may begin as soon as there is credit, by class and size: one that lacks credit
 * holds up only its like. Classes take turns.
 */
@SuppressWarnings("EnumOrdinal") // Arrays by credit class, on the way of every message.
final class Ready {

    private static final CreditClass[] CLASSES = CreditClass.values();

    private final OutQueue[] small = queues();
    private final OutQueue[] large = queues();
    private final SendWindow[] windows = new SendWindow[CLASSES.length];
    private final boolean[] stalled = new boolean[CLASSES.length];
    private final Runnable onStalled;
    private int turn;

    /**
     * @param onStalled told when messages of a class begin to wait for credit
     */
    Ready(Runnable onStalled) {
        this.onStalled = onStalled;
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new SendWindow();
        }
    }

    private static OutQueue[] queues() {
        OutQueue[] queues = new OutQueue[CLASSES.length];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new OutQueue();
        }
        return queues;
    }

    void add(OutMessage message) {
        OutQueue[] queues = message.isSmall() ? small : large;
        queues[message.creditClass().ordinal()].addLast(message);
    }

    /** Takes grants, and says whether they are news. */
    boolean grant(Grants grants) {
        boolean news = false;
        for (CreditClass creditClass : CLASSES) {
            int index = creditClass.ordinal();
            if (windows[index].grant(grants.of(creditClass))) {
                news = true;
                stalled[index] = false;
            }
        }
        return news;
    }

    /** Whether nothing may begin now. */
    boolean isStuck() {
        return nextSmall() == null && nextLarge() == null;
    }

    /** The next small message with credit, still in its queue. */
    @Nullable OutMessage nextSmall() {
        for (int i = 0; i < CLASSES.length; i++) {
            int index = inTurn(i);
            if (!small[index].isEmpty()) {
                if (windows[index].admitsSmall()) {
                    return small[index].first();
                }
                stall(index);
            }
        }
        return null;
    }

    /** The next large message with credit, still in its queue. */
    @Nullable OutMessage nextLarge() {
        for (int i = 0; i < CLASSES.length; i++) {
            int index = inTurn(i);
            if (!large[index].isEmpty()) {
                if (windows[index].admitsLarge()) {
                    return large[index].first();
                }
                stall(index);
            }
        }
        return null;
    }

    /** The class whose turn it is after so many others. */
    private int inTurn(int others) {
        int index = turn + others;
        return index < CLASSES.length ? index : index - CLASSES.length;
    }

    private void stall(int index) {
        if (!stalled[index]) {
            stalled[index] = true;
            onStalled.run();
        }
    }

    /** Takes a message out of its queue and charges it. */
    void begin(OutMessage message) {
        int index = message.creditClass().ordinal();
        (message.isSmall() ? small : large)[index].remove(message);
        windows[index].charge(message);
        turn = (index + 1) % CLASSES.length;
    }

    SendWindow window(CreditClass creditClass) {
        return windows[creditClass.ordinal()];
    }

    /** Takes all of them out. */
    void drain(Collection<OutMessage> to) {
        for (int i = 0; i < CLASSES.length; i++) {
            small[i].drain(to);
            large[i].drain(to);
        }
    }
}
