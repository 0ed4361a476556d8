package io.bisocket.internal.crypto;

import static io.bisocket.internal.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.crypto.CryptoException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Handshake messages with every single bit inverted, and of every other length. */
class NoiseTamperTests {

    private static final byte[] PROLOGUE = Bytes.ascii("prologue");
    private static final byte[] PAYLOAD = Bytes.ascii("payload");

    private final SecretBytes psk = SecretBytes.random(32);
    private final X25519KeyPair initiatorKey = X25519KeyPair.generate();
    private final X25519KeyPair responderKey = X25519KeyPair.generate();
    private final byte[] first = initiator().writeMessage(PAYLOAD);
    private final byte[] second = answer();

    @Test
    void whenAnyBitOfTheFirstMessageIsFlippedThenTheResponderRefuses() {
        for (int bit = 0; bit < first.length * 8; bit++) {
            byte[] altered = Bytes.flipped(first, bit);
            assertRefused(Reason.NOT_AUTHENTIC, () -> responder().readMessage(altered));
        }
        assertThat(responder().readMessage(first)).isEqualTo(PAYLOAD);
    }

    @Test
    void whenAnyBitOfTheSecondMessageIsFlippedThenTheInitiatorRefuses() {
        for (int bit = 0; bit < second.length * 8; bit++) {
            byte[] altered = Bytes.flipped(second, bit);
            NoiseHandshake waiting = initiator();
            waiting.writeMessage(PAYLOAD);
            assertRefused(Reason.NOT_AUTHENTIC, () -> waiting.readMessage(altered));
        }
        NoiseHandshake waiting = initiator();
        waiting.writeMessage(PAYLOAD);
        assertThat(waiting.readMessage(second)).isEqualTo(PAYLOAD);
    }

    @Test
    void whenAMessageIsTruncatedOrExtendedThenItIsRefused() {
        for (int length = 0; length < first.length + 3; length++) {
            byte[] cut = Arrays.copyOf(first, length);
            Reason reason = length < 48 ? Reason.LENGTH : Reason.NOT_AUTHENTIC;
            if (length != first.length) {
                assertRefused(reason, () -> responder().readMessage(cut));
            }
        }
    }

    @Test
    void whenAnyBitOfThePrologueDiffersThenTheResponderRefuses() {
        for (int bit = 0; bit < PROLOGUE.length * 8; bit++) {
            NoiseHandshake other = NoiseHandshake.responder(psk, Bytes.flipped(PROLOGUE, bit));
            assertRefused(Reason.NOT_AUTHENTIC, () -> other.readMessage(first));
        }
    }

    private byte[] answer() {
        NoiseHandshake responder = responder();
        responder.readMessage(first);
        return responder.writeMessage(PAYLOAD);
    }

    private NoiseHandshake initiator() {
        return NoiseHandshake.initiator(psk, PROLOGUE, () -> initiatorKey);
    }

    private NoiseHandshake responder() {
        return NoiseHandshake.responder(psk, PROLOGUE, () -> responderKey);
    }
}
