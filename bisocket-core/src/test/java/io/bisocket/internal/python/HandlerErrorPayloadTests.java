package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.HandlerFailure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerErrorPayloadTests {

    private static final String PREFIX = "|[bisocket-handler-error]|";

    @Test
    void whenEncodedItIsThePrefixAndJsonInAscii() {
        byte[] payload =
                HandlerErrorPayload.encode(
                        new HandlerFailure("Type", "\"ü\n\ud83d\ude00", "méthode", "at"));

        assertThat(new String(payload, StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        PREFIX
                                + "{\"error\":\"handler_error\",\"type\":\"Type\","
                                + "\"message\":\"\\\"\\u00FC\\n\\uD83D\\uDE00\","
                                + "\"method\":\"m\\u00E9thode\",\"traceback\":\"at\"}");
    }

    @Test
    void whenThereIsNoStackTraceItIsLeftOut() {
        byte[] payload = HandlerErrorPayload.encode(new HandlerFailure("Type", "", null, null));

        assertThat(payload)
                .asString()
                .isEqualTo(
                        PREFIX
                                + "{\"error\":\"handler_error\",\"type\":\"Type\","
                                + "\"message\":\"\",\"method\":null}");
    }

    @Test
    void whenDecodedItIsWhatWasEncoded() {
        HandlerFailure failure = new HandlerFailure("T", "half a pair: \ud800", "m", "trace");

        assertThat(HandlerErrorPayload.decode(HandlerErrorPayload.encode(failure)))
                .contains(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "|[bisocket-handler-error]", " |[bisocket-handler-error]|{}"})
    void whenPrefixIsMissingItIsAnOrdinaryPayload(String payload) {
        assertThat(HandlerErrorPayload.decode(bytes(payload))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "1", "\"text\"", "{}{}", "{\"type\":tru}", "\u0000"})
    void whenDetailsCannotBeReadTheFailureIsToldInGeneralWords(String json) {
        assertThat(HandlerErrorPayload.decode(bytes(PREFIX + json)))
                .contains(
                        new HandlerFailure(
                                "Error",
                                "the peer reported a failure in a form that cannot be read",
                                null,
                                null));
    }

    @Test
    void whenBytesAreNoUtf8TheFailureIsToldInGeneralWords() {
        byte[] payload = bytes(PREFIX + "{\"type\":\"?\"}");
        payload[payload.length - 3] = (byte) 0xff;

        assertThat(HandlerErrorPayload.decode(payload).orElseThrow().message())
                .contains("cannot be read");
    }

    @Test
    void whenJsonIsNestedTooDeeplyTheFailureIsToldInGeneralWords() {
        byte[] payload = bytes(PREFIX + "[".repeat(1_000_000));

        assertThat(HandlerErrorPayload.decode(payload).orElseThrow().type()).isEqualTo("Error");
    }

    @Test
    void whenMembersAreMissingOrOddTheRestIsTold() {
        assertThat(HandlerErrorPayload.decode(bytes(PREFIX + "{\"type\":\"\",\"message\":null}")))
                .contains(new HandlerFailure("Error", "", null, null));
        assertThat(
                        HandlerErrorPayload.decode(
                                bytes(PREFIX + "{\"type\":7,\"message\":[1],\"method\":true}")))
                .contains(new HandlerFailure("7", "[1]", "true", null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
