package io.bisocket.internal.v2;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wanted of a session. Its own place in the queue, so that wanting it costs
 * nothing more; hence never in the queue twice at a time.
 */
interface SessionTask {

    /** Does it, on the session's event loop. */
    void run();

    /** The loop has ended, so it will not be done. On any thread. */
    void giveUp();

    /** The one behind it. */
    @Nullable SessionTask next();

    void next(@Nullable SessionTask task);

    /** What two pieces of code do. */
    static SessionTask of(Runnable wanted, Runnable otherwise) {
        return new Plain(wanted, otherwise);
    }

    /** A task that is nothing else. */
    final class Plain implements SessionTask {

        private final Runnable wanted;
        private final Runnable otherwise;
        private @Nullable SessionTask next;

        private Plain(Runnable wanted, Runnable otherwise) {
            this.wanted = wanted;
            this.otherwise = otherwise;
        }

        @Override
        public void run() {
            wanted.run();
        }

        @Override
        public void giveUp() {
            otherwise.run();
        }

        @Override
        public @Nullable SessionTask next() {
            return next;
        }

        @Override
        public void next(@Nullable SessionTask task) {
            next = task;
        }
    }
}
