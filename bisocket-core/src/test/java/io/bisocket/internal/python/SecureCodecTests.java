package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bisocket.internal.compression.Bzip2;
import io.bisocket.internal.python.PythonDecodeException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureCodecTests {

    private static final byte[] PLAIN = {1, 2, 3};

    private final SecureCodec codec = codec(new SecureRandom());

    @Test
    void whenBodyIsBombItIsRefusedAsTooLarge() {
        assertRefused(Bzip2.compress(new byte[10_000_000]), Reason.SIZE);
        assertRefused(Bzip2.compress(new byte[1_000]), Reason.SIZE);
    }

    @Test
    void whenBodyIsTwoStreamsItIsRefused() {
        byte[] body = codec(new SecureRandom()).encode(PLAIN);
        byte[] two = Arrays.copyOf(body, body.length * 2);
        System.arraycopy(body, 0, two, body.length, body.length);

        assertThat(assertRefused(two, Reason.MODE_OR_KEY))
                .hasMessage(
                        "expected nothing after the end of the bzip2 stream but there were %d bytes",
                        body.length);
    }

    @Test
    void whenThereIsNoSeparatorItIsRefused() {
        assertThat(assertRefused(Bzip2.compress(new byte[] {1, 2, 3}), Reason.MODE_OR_KEY))
                .hasMessage(
                        "expected ciphertext, a separator and an IV, but there is no separator");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13})
    void whenIvHasTheWrongLengthItIsRefused(int length) {
        byte[] body = Bzip2.compress(sealed(new byte[16], new byte[length]));

        assertThat(assertRefused(body, Reason.MODE_OR_KEY))
                .hasMessage("expected an IV of 12 bytes but it has %d", length);
    }

    @Test
    void whenThereIsNoRoomForTagItIsRefused() {
        byte[] body = Bzip2.compress(sealed(new byte[15], new byte[12]));

        assertThat(assertRefused(body, Reason.MODE_OR_KEY))
                .hasMessage("expected at least 16 bytes of ciphertext but there were 15");
    }

    @Test
    void whenCiphertextHoldsSeparatorsTheLastOneCounts() {
        byte[] ciphertext = sealed(new byte[20], new byte[20]);
        byte[] body = Bzip2.compress(sealed(ciphertext, new byte[12]));

        assertThat(assertRefused(body, Reason.MODE_OR_KEY))
                .hasMessageStartingWith("expected a frame under this end's key but the tag is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|{***}|12345", "12|{***}|345", "12345|{***}|", "{***}|123456"})
    void whenIvWouldMoveTheLastSeparatorAnotherIsDrawn(String bad) {
        String good = "%012d".formatted(Math.abs((long) bad.hashCode()));
        byte[] body = codec(new ScriptedRandom(bad, good)).encode(PLAIN);

        byte[] sealed = Bzip2.decompress(body, 1000);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .endsWith("|{***}|" + good)
                .doesNotContain(bad);
        assertThat(codec.decode(body)).isEqualTo(PLAIN);
    }

    private PythonDecodeException assertRefused(byte[] body, Reason reason) {
        PythonDecodeException thrown =
                catchThrowableOfType(PythonDecodeException.class, () -> codec.decode(body));
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).as(thrown.getMessage()).isEqualTo(reason);
        return thrown;
    }

    private static byte[] sealed(byte[] ciphertext, byte[] iv) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(ciphertext);
        sealed.writeBytes(Token.IV_SEPARATOR.bytes());
        sealed.writeBytes(iv);
        return sealed.toByteArray();
    }

    private static SecureCodec codec(SecureRandom random) {
        return new SecureCodec(new AesGcm(new byte[32], random), new ReplayGuard());
    }
}
