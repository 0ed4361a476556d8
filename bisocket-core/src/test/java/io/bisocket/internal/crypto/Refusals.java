package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts why something was refused. */
final class Refusals {

    private Refusals() {}

    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            CryptoException.Reason reason, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CryptoException.class,
                        e -> Assertions.assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> Assertions.assertThat(e.getStackTrace()).isEmpty());
    }
}
