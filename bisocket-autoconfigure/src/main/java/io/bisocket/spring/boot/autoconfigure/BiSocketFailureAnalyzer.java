package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKeyException;
import io.bisocket.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Says which property mends a key that cannot be used, or an address that cannot be had. */
final class BiSocketFailureAnalyzer extends AbstractFailureAnalyzer<BiSocketException> {

    private static final String SET_KEY =
            "Set bisocket.crypto-key, or the environment variable CRYPTO_KEY, to a key that both"
                    + " ends share, such as 'openssl rand -hex 32' prints";

    private static final String SET_ADDRESS =
            "If something else listens there, stop it, or set bisocket.server.port to another port"
                    + " (0 for any free one). If it is no address of this machine, set"
                    + " bisocket.server.address to one.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BiSocketException cause) {
        if (cause.code() != ErrorCode.BAD_CONFIGURATION) {
            return null;
        }
        String action =
                cause instanceof CryptoKeyException key ? action(key.reason()) : SET_ADDRESS;
        return new FailureAnalysis(sentence(String.valueOf(cause.getMessage())), action, cause);
    }

    private static String action(CryptoKeyException.Reason reason) {
        return switch (reason) {
            case MISSING -> SET_KEY + ", or bisocket.require-key to false.";
            case UNRESOLVED_PLACEHOLDER ->
                    "Set what the placeholder names, or write ${CRYPTO_KEY:} with a colon, for which"
                            + " nothing counts as a missing key.";
            case BUILT_IN_OFF_LOOPBACK ->
                    SET_KEY
                            + "; or keep bisocket.server.address and bisocket.client.host or"
                            + " .addresses on loopback.";
        };
    }

    private static String sentence(String message) {
        String end = message.endsWith("?") ? "" : ".";
        return StringUtils.capitalize(message) + end;
    }
}
