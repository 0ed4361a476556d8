package io.bisocket.internal.call;

import io.bisocket.BiSocketException;
import io.bisocket.PayloadCodec;
import io.bisocket.internal.link.PeerFailure;
import io.bisocket.internal.session.PayloadValues;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What replies to one method hold. What they do not hold is said with the method's name.
 *
 * @param method which replies
 * @param codec how payloads become values
 */
record ReplyValues(String method, PayloadCodec codec) {

    private static final String REPLY = "the reply to '%s'";
    private static final String ITEM = "an item of the stream of '%s'";
    private static final String HINT =
            "; retrieveOptional is for methods that may reply with nothing";

    /**
     * The value in a reply.
     *
     * @throws PeerFailure if there is none
     */
    @SuppressWarnings("NullAway")
    <T> T value(byte[] reply, Type type) {
        return type == Void.class ? null : present(reply, type, REPLY, HINT);
    }

    /**
     * The value in a reply; nothing if that is empty, or holds null.
     *
     * @throws PeerFailure if it holds something else
     */
    <T> Optional<T> optional(byte[] reply, Type type) {
        return reply.length == 0 ? Optional.empty() : Optional.ofNullable(read(reply, type, REPLY));
    }

    /**
     * The value in an item of a stream.
     *
     * @throws PeerFailure if there is none
     */
    <T> T item(byte[] item, Type type) {
        return present(item, type, ITEM, "");
    }

    private <T> T present(byte[] payload, Type type, String what, String hint) {
        @Nullable T value = read(payload, type, what);
        if (value == null) {
            throw new PeerFailure(
                    "%s is %s, and holds no %s%s"
                            .formatted(
                                    what.formatted(method),
                                    payload.length == 0 ? "empty" : "null",
                                    type.getTypeName(),
                                    hint),
                    null);
        }
        return value;
    }

    private <T> @Nullable T read(byte[] payload, Type type, String what) {
        try {
            return PayloadValues.<T>decode(payload, type, codec);
        } catch (BiSocketException e) {
            if (payload.length == 0) {
                return null;
            }
            throw new PeerFailure(
                    "%s cannot be read: %s".formatted(what.formatted(method), e.getMessage()), e);
        }
    }
}
