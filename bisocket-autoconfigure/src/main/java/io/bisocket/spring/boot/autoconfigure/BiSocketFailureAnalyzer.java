package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import io.bisocket.ErrorCode;
import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property mends a key that cannot be used, or an address that cannot be had. */
final class BiSocketFailureAnalyzer extends AbstractFailureAnalyzer<BiSocketException> {

    private static final String SET_KEY =
            "Set bisocket.crypto-key, or the environment variable CRYPTO_KEY, to a key that both"
                    + " ends share, such as 'openssl rand -hex 32' prints";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BiSocketException cause) {
        String action = action(cause);
        if (action == null) {
            return null;
        }
        return new FailureAnalysis(sentence(String.valueOf(cause.getMessage())), action, cause);
    }

    private @Nullable String action(BiSocketException cause) {
        if (cause instanceof CryptoKeyException key) {
            return action(key.reason());
        }
        if (cause.code() != ErrorCode.BAD_CONFIGURATION) {
            return null;
        }
        return findCause(cause, BindException.class) != null
                ? "Stop what listens there, set bisocket.server.port to another port (0 for any"
                        + " free one), or set bisocket.server.address to an address of this"
                        + " machine."
                : "Review bisocket.server.address and bisocket.server.port.";
    }

    private static String action(CryptoKeyException.Reason reason) {
        return switch (reason) {
            case MISSING -> SET_KEY + ", or bisocket.require-key to false.";
            case UNRESOLVED_PLACEHOLDER ->
                    "Set what the placeholder names, or write ${CRYPTO_KEY:} with a colon, for which"
                            + " nothing counts as a missing key.";
            case BUILT_IN_OFF_LOOPBACK ->
                    SET_KEY
                            + "; or keep bisocket.server.address and bisocket.client.host on"
                            + " loopback.";
        };
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
