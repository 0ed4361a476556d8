package io.bisocket.spring.handler;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.Request;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the value of a handler's parameter comes from. */
@FunctionalInterface
interface Argument {

    /**
     * The value.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if the payload holds none
     * @throws BadArgumentException if the request holds none, and another exception says why
     */
    @Nullable Object from(Call call) throws Exception;

    static Argument of(Function<Request, @Nullable Object> source) {
        return call -> source.apply(call.request());
    }

    /** This, refusing null. */
    default Argument required(String parameter) {
        return call -> {
            Object value = from(call);
            if (value == null) {
                throw new BiSocketException(
                        ErrorCode.BAD_PAYLOAD,
                        "the payload is null, which %s must not be".formatted(parameter));
            }
            return value;
        };
    }
}
