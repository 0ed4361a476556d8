package io.bisocket.internal.python;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Payloads that a careless codec breaks. */
final class AwkwardPayloads {

    private AwkwardPayloads() {}

    /**
     * Every delimiter, and every beginning and end of one, at the head, in the middle, at the tail.
     */
    static List<byte[]> all() {
        List<byte[]> payloads = new ArrayList<>();
        payloads.add(new byte[0]);
        for (Token token : Token.values()) {
            String text = new String(token.bytes(), StandardCharsets.US_ASCII);
            for (int length = 1; length <= text.length(); length++) {
                addAround(payloads, text.substring(0, length));
                addAround(payloads, text.substring(text.length() - length));
            }
            addAround(payloads, text + text);
            addAround(payloads, text + text.substring(1));
        }
        return payloads;
    }

    private static void addAround(List<byte[]> payloads, String text) {
        for (String payload : List.of(text, text + "tail", "head" + text + "tail", "head" + text)) {
            payloads.add(payload.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
