package io.bisocket.internal.engine;

/** Settings that differ from the defaults in one point. */
final class Settings {

    private static final SessionSettings D = SessionSettings.defaults();

    private Settings() {}

    static SessionSettings maxOutbox(long bytes) {
        return of(D.windowMessages(), D.windowBytes(), D.maxMessageSize(), D.maxRunning(), bytes);
    }

    static SessionSettings maxRunning(int handlers) {
        return of(D.windowMessages(), D.windowBytes(), D.maxMessageSize(), handlers, D.maxOutbox());
    }

    static SessionSettings maxMessageSize(int bytes) {
        return of(D.windowMessages(), D.windowBytes(), bytes, D.maxRunning(), D.maxOutbox());
    }

    static SessionSettings window(int messages, long bytes) {
        return of(messages, bytes, D.maxMessageSize(), D.maxRunning(), D.maxOutbox());
    }

    private static SessionSettings of(
            int windowMessages, long windowBytes, int message, int running, long outbox) {
        return new SessionSettings(
                D.recordSize(),
                windowMessages,
                windowBytes,
                message,
                D.maxPartialMessages(),
                running,
                outbox,
                D.answersPause(),
                D.timings(),
                D.algorithms());
    }
}
