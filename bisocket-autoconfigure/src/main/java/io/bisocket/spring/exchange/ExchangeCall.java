package io.bisocket.spring.exchange;

import io.bisocket.MessageSpec;
import io.bisocket.Peer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of a method to make its calls. Thread-safe.
 *
 * @param name which method of the peer it calls
 * @param timeout how long a call may take; null where nothing is said
 * @param arguments what is done with each argument
 * @param result what becomes of the replies
 */
record ExchangeCall(
        String name, @Nullable Duration timeout, List<Argument> arguments, Result result) {

    /** Puts an argument into the message. */
    @FunctionalInterface
    interface Argument {

        void addTo(MessageSpec message, @Nullable Object value);
    }

    /** Sends the message, and gives what the Java method returns. */
    @FunctionalInterface
    interface Result {

        @Nullable Object of(MessageSpec message);
    }

    @Nullable Object make(Peer peer, @Nullable Object[] values) {
        MessageSpec message = peer.method(name);
        if (timeout != null) {
            message.timeout(timeout);
        }
        for (int i = 0; i < values.length; i++) {
            arguments.get(i).addTo(message, values[i]);
        }
        return result.of(message);
    }
}
