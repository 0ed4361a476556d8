package io.bisocket.internal.crypto;

import static io.bisocket.internal.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bisocket.internal.crypto.CryptoException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseHandshakeTests {

    private static final byte[] EMPTY = {};
    private static final byte[] PROLOGUE = Bytes.ascii("prologue");

    private final SecretBytes psk = SecretBytes.random(32);
    private final NoiseHandshake initiator = NoiseHandshake.initiator(psk, PROLOGUE);
    private final NoiseHandshake responder = NoiseHandshake.responder(psk, PROLOGUE);

    @Test
    void bothSidesEndWithTheSameHashAndKeys() {
        assertThat(responder.readMessage(initiator.writeMessage(Bytes.ascii("hello"))))
                .isEqualTo(Bytes.ascii("hello"));
        assertThat(initiator.readMessage(responder.writeMessage(Bytes.ascii("welcome"))))
                .isEqualTo(Bytes.ascii("welcome"));
        SecureChannel first = initiator.split();
        SecureChannel second = responder.split();
        assertThat(first.handshakeHash()).hasSize(32).isEqualTo(second.handshakeHash());
        byte[] text = Bytes.ascii("attack at dawn");
        assertThat(exchange(first, second, text)).isEqualTo(text);
        assertThat(exchange(second, first, text)).isEqualTo(text);
    }

    @Test
    void anEmptyPayloadMakes48Bytes() {
        byte[] first = initiator.writeMessage(EMPTY);
        assertThat(first).hasSize(48);
        assertThat(responder.readMessage(first)).isEmpty();
        byte[] second = responder.writeMessage(EMPTY);
        assertThat(second).hasSize(48);
        assertThat(initiator.readMessage(second)).isEmpty();
    }

    @Test
    void everyHandshakeHasItsOwnKeysAndHash() {
        Records.Ends one = Records.handshake();
        Records.Ends other = Records.handshake();
        byte[] text = Bytes.ascii("attack at dawn");
        assertThat(one.initiator().handshakeHash()).isNotEqualTo(other.initiator().handshakeHash());
        assertThat(Records.seal(one.initiator().sealer(), text))
                .isNotEqualTo(Records.seal(other.initiator().sealer(), text))
                .isNotEqualTo(Records.seal(one.responder().sealer(), text));
    }

    @Test
    void aStrangerIsRefusedBeforeAnyDiffieHellman() {
        byte[] message =
                NoiseHandshake.initiator(SecretBytes.random(32), PROLOGUE).writeMessage(EMPTY);
        NoiseHandshake sparing =
                NoiseHandshake.responder(
                        psk,
                        PROLOGUE,
                        () -> {
                            throw new AssertionError("a key pair for a stranger");
                        });
        assertRefused(Reason.NOT_AUTHENTIC, () -> sparing.readMessage(message))
                .hasMessage("the tag does not match");
    }

    @Test
    void whenTheResponderHasAnotherPrologueThenItRefuses() {
        byte[] message = initiator.writeMessage(EMPTY);
        NoiseHandshake other = NoiseHandshake.responder(psk, Bytes.ascii("prologuE"));
        assertRefused(Reason.NOT_AUTHENTIC, () -> other.readMessage(message));
    }

    @Test
    void whenAnImpostorAnswersThenTheInitiatorRefuses() {
        initiator.writeMessage(EMPTY);
        SecretBytes wrong = SecretBytes.random(32);
        NoiseHandshake impostor = NoiseHandshake.responder(wrong, PROLOGUE);
        impostor.readMessage(NoiseHandshake.initiator(wrong, PROLOGUE).writeMessage(EMPTY));
        byte[] answer = impostor.writeMessage(EMPTY);
        assertRefused(Reason.NOT_AUTHENTIC, () -> initiator.readMessage(answer));
    }

    @Test
    void whenItsOwnMessageIsReflectedThenTheInitiatorRefuses() {
        byte[] message = initiator.writeMessage(EMPTY);
        assertRefused(Reason.NOT_AUTHENTIC, () -> initiator.readMessage(message));
    }

    @Test
    void whenAnAnswerComesFromAnotherHandshakeThenTheInitiatorRefuses() {
        responder.readMessage(initiator.writeMessage(EMPTY));
        byte[] recorded = responder.writeMessage(EMPTY);
        NoiseHandshake later = NoiseHandshake.initiator(psk, PROLOGUE);
        later.writeMessage(EMPTY);
        assertRefused(Reason.NOT_AUTHENTIC, () -> later.readMessage(recorded));
    }

    /** The first message can be replayed, as with every psk0; what follows it cannot. */
    @Test
    void whenTheFirstMessageIsReplayedThenTheReplayerCannotGoOn() {
        byte[] recorded = initiator.writeMessage(EMPTY);
        responder.readMessage(recorded);
        initiator.readMessage(responder.writeMessage(EMPTY));
        byte[] record = Records.seal(initiator.split().sealer(), Bytes.ascii("attack at dawn"));

        NoiseHandshake again = NoiseHandshake.responder(psk, PROLOGUE);
        again.readMessage(recorded);
        again.writeMessage(EMPTY);
        RecordOpener opener = again.split().opener();
        assertRefused(Reason.NOT_AUTHENTIC, () -> Records.open(opener, Records.body(record)));
    }

    @Test
    void whenAMessageHasAnImpossibleLengthThenTheErrorNamesTheLimits() {
        for (int length : new int[] {0, 31, 32, 47, 65_536}) {
            NoiseHandshake fresh = NoiseHandshake.responder(psk, PROLOGUE);
            assertRefused(Reason.LENGTH, () -> fresh.readMessage(new byte[length]))
                    .hasMessage("a handshake message must be 48 to 65535 bytes but was " + length);
        }
    }

    @Test
    void whenThePeersKeyHasALowOrderThenTheHandshakeIsRefused() {
        responder.readMessage(firstMessageWith(new byte[32]));
        assertRefused(Reason.PUBLIC_KEY, () -> responder.writeMessage(EMPTY));
        assertThatIllegalStateException().isThrownBy(responder::split);
    }

    @Test
    void theLongestPayloadFits() {
        byte[] payload = new byte[65_487];
        byte[] message = initiator.writeMessage(payload);
        assertThat(message).hasSize(65_535);
        assertThat(responder.readMessage(message)).isEqualTo(payload);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> responder.writeMessage(new byte[65_488]))
                .withMessage("a handshake payload must be at most 65487 bytes but was 65488");
        assertThat(responder.writeMessage(EMPTY)).hasSize(48);
    }

    @Test
    void whenItIsNotItsTurnThenASideSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> initiator.readMessage(new byte[48]))
                .withMessage("the handshake is at FIRST_MESSAGE and cannot do SECOND_MESSAGE");
        assertThatIllegalStateException().isThrownBy(() -> responder.writeMessage(EMPTY));
        assertThatIllegalStateException().isThrownBy(initiator::split);
        byte[] first = initiator.writeMessage(EMPTY);
        assertThatIllegalStateException().isThrownBy(() -> initiator.writeMessage(EMPTY));
        responder.readMessage(first);
        assertThatIllegalStateException().isThrownBy(() -> responder.readMessage(first));
        initiator.readMessage(responder.writeMessage(EMPTY));
        initiator.split();
        assertThatIllegalStateException()
                .isThrownBy(initiator::split)
                .withMessage("the handshake is at ENDED and cannot do SPLIT");
    }

    @Test
    void whenAMessageWasRefusedThenTheHandshakeIsOver() {
        byte[] message = initiator.writeMessage(EMPTY);
        assertRefused(
                Reason.NOT_AUTHENTIC, () -> responder.readMessage(Bytes.flipped(message, 383)));
        assertThatIllegalStateException().isThrownBy(() -> responder.readMessage(message));
        assertThatIllegalStateException().isThrownBy(() -> responder.writeMessage(EMPTY));
        assertThatIllegalStateException().isThrownBy(responder::split);
    }

    @Test
    void thePskIsReadAtOnceAndNotKept() {
        psk.destroy();
        responder.readMessage(initiator.writeMessage(EMPTY));
        initiator.readMessage(responder.writeMessage(EMPTY));
        assertThat(initiator.split().handshakeHash()).isEqualTo(responder.split().handshakeHash());
    }

    @Test
    void whenThePskHasAnotherLengthThenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoiseHandshake.responder(SecretBytes.random(31), EMPTY))
                .withMessage("a psk must be 32 bytes but was 31");
    }

    /** What somebody who holds the psk can send. */
    private byte[] firstMessageWith(byte[] publicKey) {
        SymmetricState symmetric = new SymmetricState(NoiseHandshake.PROTOCOL_NAME);
        symmetric.mixHash(PROLOGUE);
        symmetric.mixKeyAndHash(psk.exposeSecret());
        symmetric.mixHash(publicKey);
        symmetric.mixKey(publicKey);
        return Bytes.concat(publicKey, symmetric.encryptAndHash(EMPTY));
    }

    private static byte[] exchange(SecureChannel from, SecureChannel to, byte[] text) {
        byte[] record = Records.seal(from.sealer(), text);
        assertThat(Arrays.copyOf(record, 2)).containsExactly(0, text.length + 16);
        return Records.open(to.opener(), Records.body(record));
    }
}
