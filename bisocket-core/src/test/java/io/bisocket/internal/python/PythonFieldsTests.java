package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.SocketRole;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes, requests and replies: what a decoded body carries. */
class PythonFieldsTests {

    private static final String ID = "123e4567-e89b-42d3-a456-426614174000";
    private static final String SEPARATOR = "|(---)|";

    @Test
    void whenRequestIsEncodedItsFieldsAreSeparated() {
        byte[] body = new PythonRequest("écho", ID, bytes("payload")).encode();

        assertThat(text(body)).isEqualTo("écho|(---)|" + ID + "|(---)|payload");
    }

    @Test
    void whenReplyIsEncodedItsFieldsAreSeparated() {
        assertThat(text(new PythonReply(ID, bytes("payload")).encode()))
                .isEqualTo(ID + "|(---)|payload");
    }

    @ParameterizedTest
    @EnumSource
    void whenHandshakeIsEncodedItComesBack(SocketRole role) {
        PythonHandshake handshake = new PythonHandshake(role, UUID.fromString(ID));

        assertThat(text(handshake.encode())).isEqualTo(role.name().toLowerCase() + "|(---)|" + ID);
        assertThat(PythonHandshake.decode(handshake.encode())).isEqualTo(handshake);
    }

    @Test
    void whenPayloadIsAwkwardItComesBack() {
        for (byte[] payload : AwkwardPayloads.all()) {
            PythonRequest request =
                    PythonRequest.decode(new PythonRequest("method", ID, payload).encode());
            assertThat(request.method()).isEqualTo("method");
            assertThat(request.requestId()).isEqualTo(ID);
            assertThat(request.payload()).isEqualTo(payload);
            assertThat(PythonReply.decode(new PythonReply(ID, payload).encode()).payload())
                    .isEqualTo(payload);
        }
    }

    @Test
    void whenTextIsAcceptedTheReaderFindsItAndOtherwiseItIsRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String method = near(random);
            String id = near(random);
            String[] read =
                    (method + SEPARATOR + id + SEPARATOR + "(---)|").split("\\Q|(---)|\\E", 3);
            boolean readable =
                    read[0].equals(method) && read[1].equals(id) && read[2].equals("(---)|");
            PythonRequest request = new PythonRequest(method, id, bytes("(---)|"));
            if (readable) {
                PythonRequest decoded = PythonRequest.decode(request.encode());
                assertThat(decoded.method()).isEqualTo(method);
                assertThat(decoded.requestId()).isEqualTo(id);
                assertThat(text(decoded.payload())).isEqualTo("(---)|");
            } else {
                assertThatIllegalArgumentException().isThrownBy(request::encode);
            }
        }
    }

    @Test
    void whenMethodHoldsSeparatorTheErrorNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRequest("a|(---)|b", ID, bytes("")).encode())
                .withMessage(
                        "the method 'a|(---)|b' may neither hold the field separator '|(---)|' nor"
                                + " end in '|(---)'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRequest("a|(---)", ID, bytes("")).encode())
                .withMessageStartingWith("the method 'a|(---)' may neither hold");
    }

    @Test
    void whenRequestIdHoldsSeparatorTheErrorNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRequest("m", "|(---)|", bytes("")).encode())
                .withMessageStartingWith("the request id '|(---)|' may neither hold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonReply("|(---)", bytes("")).encode())
                .withMessageStartingWith("the request id '|(---)' may neither hold");
    }

    @Test
    void whenTextHasNoUtf8FormTheErrorSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRequest("\ud800", ID, bytes("")).encode())
                .withMessage("the method has no UTF-8 form: it holds half a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one|(---)|two", "one|(---)|two|(---)"})
    void whenRequestHasTooFewFieldsItIsRefused(String body) {
        int fields = body.split("\\Q|(---)|\\E", -1).length;

        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonRequest.decode(bytes(body)))
                .withMessage("expected a request of 3 fields but there were %d", fields)
                .satisfies(
                        e -> assertThat(e.reason()).isEqualTo(PythonDecodeException.Reason.FIELDS));
    }

    @Test
    void whenReplyHasOneFieldItIsRefused() {
        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonReply.decode(bytes("one")))
                .withMessage("expected a reply of 2 fields but there were 1");
    }

    @ParameterizedTest
    @CsvSource({"c328, 2", "ff, 1", "c080, 2", "eda080, 3", "f4908080, 4", "c3, 1"})
    void whenTextIsNoUtf8ItIsRefused(String hex, int length) {
        byte[] malformed = HexFormat.of().parseHex(hex);
        byte[] body = new byte[malformed.length + 14];
        System.arraycopy(malformed, 0, body, 0, malformed.length);
        Token.FIELD_SEPARATOR.copyTo(body, malformed.length);
        Token.FIELD_SEPARATOR.copyTo(body, malformed.length + 7);

        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonRequest.decode(body))
                .withMessage("expected the method to be UTF-8 but its %d bytes are not", length);
        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonReply.decode(body))
                .withMessage(
                        "expected the request id to be UTF-8 but its %d bytes are not", length);
    }

    @Test
    void whenTextHoldsReplacementCharactersItIsRead() {
        assertThat(PythonReply.decode(bytes("\ufffd" + SEPARATOR)).requestId()).isEqualTo("\ufffd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hello; expected a handshake of 2 fields but there were 1",
                "both|(---)|x; expected the role 'send' or 'receive' but there was 'both'",
                "SEND|(---)|x; expected the role 'send' or 'receive' but there was 'SEND'",
                "send|(---)|me\u0007too; expected a client id such as"
                        + " '123e4567-e89b-42d3-a456-426614174000' but there was 'me?too'"
            })
    void whenHandshakeIsNoneItIsRefused(String body, String message) {
        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonHandshake.decode(bytes(body)))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "123E4567-E89B-42D3-A456-426614174000",
                "123e4567e89b42d3a456426614174000",
                "{123e4567-e89b-42d3-a456-426614174000}",
                " 123e4567-e89b-42d3-a456-426614174000",
                "123e4567-e89b-42d3-a456-426614174000\n",
                "0123e4567-e89b-42d3-a456-426614174000",
                "123e4567-e89b-42d3-a456-42661417400g"
            })
    void whenClientIdIsNotCanonicalItIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonHandshake.parseClientId(text))
                .withMessageStartingWith("expected a client id such as");
        assertThatExceptionOfType(PythonDecodeException.class)
                .isThrownBy(() -> PythonHandshake.decode(bytes("send|(---)|" + text)));
    }

    @Test
    void whenClientIdIsVeryLongTheErrorIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonHandshake.parseClientId("x".repeat(1_000)))
                .withMessageEndingWith("but there was a text of 1000 characters");
    }

    @Test
    void whenClientIdIsCanonicalItIsRead() {
        UUID id = UUID.randomUUID();

        assertThat(PythonHandshake.parseClientId(id.toString())).isEqualTo(id);
    }

    private static String near(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(3); parts >= 0; parts--) {
            int from = random.nextInt(SEPARATOR.length());
            int to = from + random.nextInt(SEPARATOR.length() - from + 1);
            text.append(SEPARATOR, from, to);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
