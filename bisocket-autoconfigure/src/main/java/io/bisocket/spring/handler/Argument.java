package io.bisocket.spring.handler;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.Request;
import org.jspecify.annotations.Nullable;

/** Where the value of a handler's parameter comes from. */
@FunctionalInterface
interface Argument {

    /**
     * The value.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the payload holds none
     */
    @Nullable Object from(Request request);

    /** This, refusing null. */
    default Argument required(String parameter) {
        return request -> {
            Object value = from(request);
            if (value == null) {
                throw new BiSocketException(
                        ErrorCode.BAD_PAYLOAD,
                        "the payload is null, which %s must not be".formatted(parameter));
            }
            return value;
        };
    }
}
