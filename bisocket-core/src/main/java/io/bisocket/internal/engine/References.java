package io.bisocket.internal.engine;

/**
 * This side's numbers for its calls: odd for sends, even for what is answered. So a reply to a send
 * can be told from a late answer to a request without keeping anything for either. The peer takes
 * the numbers as they are.
 */
final class References {

    private long lastSend = -1;
    private long lastAnswered;

    long nextSend() {
        lastSend += 2;
        return lastSend;
    }

    long nextAnswered() {
        lastAnswered += 2;
        return lastAnswered;
    }

    static boolean isSend(long reference) {
        return (reference & 1) == 1;
    }
}
