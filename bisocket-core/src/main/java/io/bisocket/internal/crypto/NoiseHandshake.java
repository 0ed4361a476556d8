package io.bisocket.internal.crypto;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One side of {@code Noise_NNpsk0_25519_AESGCM_SHA256}: the handshake state of Noise section 5.3
 * with the pattern of sections 7.4 and 9.4.
 *
 * <pre>
 *   → psk, e     e (32) ‖ payload ‖ tag (16)
 *   ← e, ee      e (32) ‖ payload ‖ tag (16)
 *
 *   initiator:  writeMessage ─► readMessage  ─► split
 *   responder:  readMessage  ─► writeMessage ─► split        any failure ─► ended
 * </pre>
 *
 * <p>The responder opens the first message before it makes a key pair or does any Diffie-Hellman: a
 * stranger costs it a few hashes. Not thread-safe.
 */
public final class NoiseHandshake {

    /** The longest Noise message, in bytes (section 3). */
    public static final int MAX_LENGTH = 65_535;

    /** The length of a handshake message with an empty payload, in bytes. */
    public static final int MIN_LENGTH = X25519KeyPair.LENGTH + AesGcm.TAG_LENGTH;

    /** The length of a pre-shared key, in bytes (section 9.1). */
    public static final int PSK_LENGTH = 32;

    static final String PROTOCOL_NAME = "Noise_NNpsk0_25519_AESGCM_SHA256";

    private enum Step {
        FIRST_MESSAGE,
        SECOND_MESSAGE,
        SPLIT,
        ENDED
    }

    private final boolean initiator;
    private final Supplier<X25519KeyPair> keyPairs;
    private final SymmetricState symmetric = new SymmetricState(PROTOCOL_NAME);
    private Step step = Step.FIRST_MESSAGE;
    private @Nullable X25519KeyPair ephemeral;
    private byte @Nullable [] remoteEphemeral;

    private NoiseHandshake(
            boolean initiator, SecretBytes psk, byte[] prologue, Supplier<X25519KeyPair> keyPairs) {
        this.initiator = initiator;
        this.keyPairs = keyPairs;
        symmetric.mixHash(prologue);
        // The first token of the first message, for both sides: it needs no copy of the key then.
        mixPsk(psk);
    }

    /**
     * The side that writes the first message.
     *
     * @param psk 32 bytes; read here, not kept
     * @param prologue what both sides must agree on, of any length
     * @throws IllegalArgumentException if the psk is not 32 bytes
     */
    public static NoiseHandshake initiator(SecretBytes psk, byte[] prologue) {
        return initiator(psk, prologue, X25519KeyPair::generate);
    }

    /**
     * The side that reads the first message.
     *
     * @param psk 32 bytes; read here, not kept
     * @param prologue what both sides must agree on, of any length
     * @throws IllegalArgumentException if the psk is not 32 bytes
     */
    public static NoiseHandshake responder(SecretBytes psk, byte[] prologue) {
        return responder(psk, prologue, X25519KeyPair::generate);
    }

    /** For tests alone: an ephemeral key that is used twice protects nothing. */
    static NoiseHandshake initiator(
            SecretBytes psk, byte[] prologue, Supplier<X25519KeyPair> keyPairs) {
        return new NoiseHandshake(true, psk, prologue, keyPairs);
    }

    /** For tests alone: an ephemeral key that is used twice protects nothing. */
    static NoiseHandshake responder(
            SecretBytes psk, byte[] prologue, Supplier<X25519KeyPair> keyPairs) {
        return new NoiseHandshake(false, psk, prologue, keyPairs);
    }

    private void mixPsk(SecretBytes psk) {
        if (psk.length() != PSK_LENGTH) {
            throw new IllegalArgumentException("a psk must be 32 bytes but was " + psk.length());
        }
        byte[] key = psk.exposeSecret();
        symmetric.mixKeyAndHash(key);
        Wipe.all(key);
    }

    /**
     * {@code WriteMessage}.
     *
     * @param payload the first message's is protected by the psk alone and can be replayed
     * @return the message, 48 bytes longer than the payload
     * @throws CryptoException {@code PUBLIC_KEY}
     * @throws IllegalArgumentException if the payload makes the message longer than 65,535 bytes
     * @throws IllegalStateException if it is not this side's turn to write
     */
    public byte[] writeMessage(byte[] payload) {
        if (payload.length > MAX_LENGTH - MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "a handshake payload must be at most 65487 bytes but was " + payload.length);
        }
        Step mine = initiator ? Step.FIRST_MESSAGE : Step.SECOND_MESSAGE;
        begin(mine);
        ephemeral = keyPairs.get();
        byte[] e = ephemeral.publicKey();
        mixEphemeral(e);
        mixSharedSecret();
        byte[] sealed = symmetric.encryptAndHash(payload);
        byte[] message = Arrays.copyOf(e, e.length + sealed.length);
        System.arraycopy(sealed, 0, message, e.length, sealed.length);
        step = after(mine);
        return message;
    }

    /**
     * {@code ReadMessage}.
     *
     * @return the payload
     * @throws CryptoException {@code NOT_AUTHENTIC} if the peer has another psk or prologue or the
     *     message was altered, {@code LENGTH} or {@code PUBLIC_KEY}; the handshake is over then
     * @throws IllegalStateException if it is not this side's turn to read
     */
    public byte[] readMessage(byte[] message) {
        Step peers = initiator ? Step.SECOND_MESSAGE : Step.FIRST_MESSAGE;
        begin(peers);
        if (message.length < MIN_LENGTH || message.length > MAX_LENGTH) {
            throw new CryptoException(
                    CryptoException.Reason.LENGTH,
                    "a handshake message must be 48 to 65535 bytes but was " + message.length);
        }
        remoteEphemeral = Arrays.copyOf(message, X25519KeyPair.LENGTH);
        mixEphemeral(remoteEphemeral);
        mixSharedSecret();
        byte[] payload =
                symmetric.decryptAndHash(
                        Arrays.copyOfRange(message, X25519KeyPair.LENGTH, message.length));
        step = after(peers);
        return payload;
    }

    /** The token {@code e}, which with a psk also mixes the public key into the key (9.2). */
    private void mixEphemeral(byte[] publicKey) {
        symmetric.mixHash(publicKey);
        symmetric.mixKey(publicKey);
    }

    /** The token {@code ee}, as soon as both keys are known: in the second message. */
    private void mixSharedSecret() {
        if (ephemeral != null && remoteEphemeral != null) {
            byte[] secret = ephemeral.sharedSecret(remoteEphemeral);
            symmetric.mixKey(secret);
            Wipe.all(secret);
            ephemeral = null;
        }
    }

    /**
     * {@code Split}, after both messages.
     *
     * @throws IllegalStateException if the handshake is not complete
     */
    public SecureChannel split() {
        return split(CipherState.REKEY_INTERVAL);
    }

    /** For tests: with another rekey interval, a power of two. */
    SecureChannel split(long rekeyInterval) {
        begin(Step.SPLIT);
        CipherState[] states = symmetric.split(rekeyInterval);
        return new SecureChannel(
                new RecordSealer(states[initiator ? 0 : 1]),
                new RecordOpener(states[initiator ? 1 : 0]),
                symmetric.handshakeHash());
    }

    /** Takes this step, which ends the handshake unless it succeeds and sets the next one. */
    private void begin(Step expected) {
        if (step != expected) {
            throw new IllegalStateException(
                    "the handshake is at " + step + " and cannot do " + expected);
        }
        step = Step.ENDED;
    }

    private static Step after(Step message) {
        return message == Step.FIRST_MESSAGE ? Step.SECOND_MESSAGE : Step.SPLIT;
    }
}
