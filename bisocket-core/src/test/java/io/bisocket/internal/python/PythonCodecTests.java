package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bisocket.Encryption;
import io.bisocket.internal.python.PythonDecodeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in every mode. */
class PythonCodecTests {

    private static final byte[] PLAIN =
            "a plain body of forty-odd bytes: |(---)|".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @EnumSource
    void whenPayloadIsAwkwardItComesBackAndDoesNotBreakTheFraming(Encryption mode) {
        PythonCodec one = codec(mode);
        PythonCodec other = codec(mode);
        for (byte[] payload : AwkwardPayloads.all()) {
            byte[] body = one.encode(payload);

            assertThat(firstTerminator(body)).isEqualTo(body.length);
            assertThat(other.decode(body)).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECURE, 0",
        "SECURE, 99965",
        "SECURE, 99966",
        "SECURE, 1048576",
        "FASTER, 0",
        "FASTER, 65536",
        "FASTER, 5242880",
        "OFF, 0",
        "OFF, 5242880"
    })
    void whenPayloadIsEmptyOrLargeItComesBack(Encryption mode, int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);

        byte[] body = codec(mode).encode(payload);

        assertThat(Arrays.equals(codec(mode).decode(body), payload)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whenManyThreadsUseOneCodecAllComesBack(Encryption mode) throws Exception {
        PythonCodec one = codec(mode);
        PythonCodec other = codec(mode);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] payload = ("payload " + i).repeat(1 + i).getBytes(StandardCharsets.UTF_8);
                tasks.add(() -> Arrays.equals(other.decode(one.encode(payload)), payload));
            }
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTruncatedAtAnyByteItIsRefused(Encryption mode) {
        byte[] body = codec(mode).encode(PLAIN);
        // Without encryption every length is as good as another, but for no length at all.
        int lengths = mode == Encryption.OFF ? 1 : body.length;
        for (int length = 0; length < lengths; length++) {
            assertRefused(codec(mode), Arrays.copyOf(body, length), Reason.MODE_OR_KEY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SECURE", "FASTER"})
    void whenAnyByteIsDroppedOrDoubledItIsRefused(Encryption mode) {
        byte[] body = codec(mode).encode(PLAIN);
        for (int i = 0; i < body.length; i++) {
            byte[] dropped = new byte[body.length - 1];
            System.arraycopy(body, 0, dropped, 0, i);
            System.arraycopy(body, i + 1, dropped, i, dropped.length - i);
            byte[] doubled = new byte[body.length + 1];
            System.arraycopy(body, 0, doubled, 0, i + 1);
            System.arraycopy(body, i, doubled, i + 1, body.length - i);
            if (body[i] != (i + 1 < body.length ? body[i + 1] : body[i] + 1)) {
                assertThat(yieldsSomethingElse(mode, dropped, PLAIN)).as("byte %d", i).isFalse();
            }
            assertThat(yieldsSomethingElse(mode, doubled, PLAIN)).as("byte %d", i).isFalse();
        }
    }

    @Test
    void whenAnyByteOfFasterIsBrokenInAnyWayItIsRefused() {
        byte[] body = codec(Encryption.FASTER).encode(PLAIN);
        PythonCodec codec = codec(Encryption.FASTER);
        for (int i = 0; i < body.length; i++) {
            for (int change = 1; change < 256; change++) {
                byte[] broken = body.clone();
                broken[i] ^= (byte) change;
                assertRefused(codec, broken, Reason.MODE_OR_KEY);
            }
        }
        assertThat(codec.decode(body)).isEqualTo(PLAIN);
    }

    /**
     * The bzip2 layer is outside the authentic part and has bits that mean nothing, such as the
     * last byte's padding. Breaking one of those changes no plain text, and the replay memory takes
     * the result for what it is: the same frame.
     */
    @Test
    void whenAnyBitOfSecureIsBrokenItIsRefusedOrMeansTheSame() {
        byte[] body = codec(Encryption.SECURE).encode(PLAIN);
        PythonCodec codec = codec(Encryption.SECURE);
        assertThat(codec.decode(body)).isEqualTo(PLAIN);
        int meaningless = 0;
        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] broken = body.clone();
            broken[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(yieldsSomethingElse(Encryption.SECURE, broken, PLAIN)).isFalse();
            meaningless += decode(codec, broken).reason() == Reason.REPLAY ? 1 : 0;
        }
        assertThat(meaningless).isLessThan(body.length);
    }

    /** Without encryption the format notices only that the first byte is neither tag. */
    @Test
    void whenAnyByteOfOffIsBrokenOnlyTheTagIsMissed() {
        byte[] body = codec(Encryption.OFF).encode(PLAIN);
        for (int i = 0; i < body.length; i++) {
            byte[] broken = body.clone();
            broken[i] ^= 1;
            if (i == 0) {
                assertRefused(codec(Encryption.OFF), broken, Reason.MODE_OR_KEY);
            } else {
                assertThat(codec(Encryption.OFF).decode(broken))
                        .isEqualTo(Arrays.copyOfRange(broken, 1, broken.length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SECURE", "FASTER"})
    void whenFrameComesAgainItIsRefused(Encryption mode) {
        byte[] body = codec(mode).encode(PLAIN);
        PythonCodec codec = codec(mode);
        codec.decode(body);

        assertRefused(codec, body, Reason.REPLAY);
        assertThat(decode(codec, body))
                .hasMessage("expected a new frame but this one was received or sent before");
    }

    @ParameterizedTest
    @EnumSource(names = {"SECURE", "FASTER"})
    void whenFrameComesBackToItsSenderItIsRefused(Encryption mode) {
        PythonCodec codec = codec(mode);

        assertRefused(codec, codec.encode(PLAIN), Reason.REPLAY);
    }

    @ParameterizedTest
    @EnumSource(names = {"SECURE", "FASTER"})
    void whenFrameIsForgedUnderItsIvTheGenuineOneIsStillAccepted(Encryption mode) {
        PythonCodec codec = codec(mode);
        byte[] genuine = codec(mode).encode(PLAIN);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;

        assertRefused(codec, PythonCodecs.of(mode, otherKey).encode(PLAIN), Reason.MODE_OR_KEY);
        if (mode == Encryption.FASTER) {
            byte[] forged = genuine.clone();
            forged[forged.length - 1] ^= 1;
            assertRefused(codec, forged, Reason.MODE_OR_KEY);
        }
        assertThat(codec.decode(genuine)).isEqualTo(PLAIN);
    }

    @Test
    void whenModesDifferItIsRefused() {
        for (Encryption writer : Encryption.values()) {
            for (Encryption reader : Encryption.values()) {
                byte[] body = codec(writer).encode(PLAIN);
                boolean begunByChance =
                        reader == Encryption.OFF && (body[0] == 'r' || body[0] == 'b');
                if (writer != reader && !begunByChance) {
                    assertRefused(codec(reader), body, Reason.MODE_OR_KEY);
                }
            }
        }
    }

    @Test
    void whenRefusedThereIsNoStackTrace() {
        assertThat(decode(codec(Encryption.FASTER), new byte[3]).getStackTrace()).isEmpty();
    }

    @Test
    void whenLengthIsLargeOrModeSecureWorkIsHeavy() {
        assertThat(codec(Encryption.SECURE).heavy(0)).isTrue();
        assertThat(codec(Encryption.FASTER).heavy(65_536)).isFalse();
        assertThat(codec(Encryption.FASTER).heavy(65_537)).isTrue();
        assertThat(codec(Encryption.OFF).heavy(65_536)).isFalse();
        assertThat(codec(Encryption.OFF).heavy(65_537)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whenMadeTheCodecKnowsItsMode(Encryption mode) {
        assertThat(codec(mode).encryption()).isEqualTo(mode);
    }

    @Test
    void whenKeyHasTheWrongLengthThereIsNoCodec() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonCodecs.of(Encryption.FASTER, new byte[16]))
                .withMessage("a key must be 32 bytes but was 16");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> PythonCodecs.of(Encryption.SECURE, null))
                .withMessage("key");
    }

    private static boolean yieldsSomethingElse(Encryption mode, byte[] body, byte[] plain) {
        try {
            return !Arrays.equals(codec(mode).decode(body), plain);
        } catch (PythonDecodeException e) {
            return false;
        }
    }

    private static void assertRefused(PythonCodec codec, byte[] body, Reason reason) {
        PythonDecodeException thrown = decode(codec, body);
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).as(thrown.getMessage()).isEqualTo(reason);
        assertThat(thrown).hasMessageStartingWith("expected ");
    }

    private static PythonDecodeException decode(PythonCodec codec, byte[] body) {
        return catchThrowableOfType(PythonDecodeException.class, () -> codec.decode(body));
    }

    private static int firstTerminator(byte[] body) {
        byte[] frame = Arrays.copyOf(body, body.length + Token.LENGTH);
        Token.TERMINATOR.copyTo(frame, body.length);
        return Token.TERMINATOR.indexIn(frame, 0);
    }

    private static PythonCodec codec(Encryption mode) {
        byte @Nullable [] key = mode == Encryption.OFF ? null : new byte[32];
        return PythonCodecs.of(mode, key);
    }
}
