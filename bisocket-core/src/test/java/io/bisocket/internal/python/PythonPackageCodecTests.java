package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.HandlerFailure;
import io.bisocket.interop.GenuinePython;
import io.bisocket.interop.PythonProcess;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The codecs against those of the genuine Python package. */
class PythonPackageCodecTests {

    private static final String KEY = "a key with an ümlaut";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final GenuinePython python = GenuinePython.orSkip();

    @ParameterizedTest
    @EnumSource
    void whenPackageReadsAndWritesFramesTheyMeanTheSame(Encryption mode) {
        List<byte[]> payloads = payloads();
        PythonCodec codec = codec(mode);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            stream.writeBytes(codec.encode(payload));
            stream.writeBytes(Token.TERMINATOR.bytes());
        }

        List<byte[]> returned = frames(roundTrip(mode, stream.toByteArray()));

        assertThat(returned).hasSameSizeAs(payloads);
        for (int i = 0; i < payloads.size(); i++) {
            byte[] expected = Arrays.copyOf(payloads.get(i), payloads.get(i).length + 1);
            expected[expected.length - 1] = '.';
            assertThat(Arrays.equals(codec.decode(returned.get(i)), expected))
                    .as("payload %d of %d bytes", i, expected.length - 1)
                    .isTrue();
        }
    }

    @Test
    void whenPackageReadsErrorsItUnderstandsThem() {
        HandlerFailure failure = new HandlerFailure("Type", "ö \ud800 \"", "méthode", "at\nline");

        List<String> lines = errorPayloads(failure, HandshakeErrorFrame.of(Encryption.SECURE));

        assertThat(json(lines.get(0)).values())
                .extracting(JsonNode::stringValue)
                .containsExactly("Type", "ö \ud800 \"", "méthode", "at\nline");
        assertThat(json(lines.get(1)).stringValue()).contains("'secure'").contains("'off'");
    }

    @Test
    void whenPackageWritesErrorsTheyAreUnderstood() {
        HandlerFailure any = new HandlerFailure("Type", "", null, null);

        List<String> lines = errorPayloads(any, HandshakeErrorFrame.of(Encryption.OFF));

        byte[] payload = HexFormat.of().parseHex(lines.get(2));
        HandlerFailure failure = HandlerErrorPayload.decode(payload).orElseThrow();
        assertThat(failure.type()).isEqualTo("LookupError");
        assertThat(failure.message()).isEqualTo("no such thing: ☃");
        assertThat(failure.method()).isEqualTo("fétch");
        assertThat(failure.stackTrace()).contains("error_payloads.py");
        byte[] frame = HexFormat.of().parseHex(lines.get(3));
        assertThat(HandshakeErrorFrame.decode(frame).orElseThrow().serverEncryption())
                .isEqualTo("faster");
    }

    private List<String> errorPayloads(HandlerFailure failure, HandshakeErrorFrame frame) {
        try (PythonProcess process = python.start("/interop/error_payloads.py", Map.of())) {
            process.writeLine(HexFormat.of().formatHex(HandlerErrorPayload.encode(failure)));
            process.writeLine(HexFormat.of().formatHex(frame.encode()));
            assertThat(process.awaitExit(TIMEOUT)).as(process::toString).isZero();
            return process.output().lines().toList();
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private byte[] roundTrip(Encryption mode, byte[] stream) {
        try (PythonProcess process =
                python.start(
                        "/interop/codec_round_trip.py",
                        Map.of("CRYPTO_KEY", KEY, "BISOCKET_ENCRYPTION", mode.wireName()))) {
            process.write(stream);
            process.endInput();
            assertThat(process.awaitExit(TIMEOUT)).as(process::errors).isZero();
            return process.outputBytes();
        }
    }

    private static List<byte[]> frames(byte[] stream) {
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        new PythonFrameDecoder(
                                new FrameLimit("max-message-size", 16 << 20), TIMEOUT));
        channel.writeInbound(Unpooled.wrappedBuffer(stream));
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(frame);
        }
        channel.close();
        return frames;
    }

    /** 300 random payloads, and all that is awkward. */
    private static List<byte[]> payloads() {
        long seed = new Random().nextLong();
        System.out.println("seed of random payloads: " + seed);
        Random random = new Random(seed);
        List<byte[]> payloads = new ArrayList<>(AwkwardPayloads.all());
        for (int i = 0; i < 300; i++) {
            byte[] payload = new byte[random.nextInt(1 + random.nextInt(8192))];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        byte[] large = new byte[1 << 20];
        random.nextBytes(large);
        payloads.add(large);
        return payloads;
    }

    private static PythonCodec codec(Encryption mode) {
        return PythonCodecs.of(
                mode, mode == Encryption.OFF ? null : CryptoKey.of(KEY).exposeSha256());
    }
}
