package io.bisocket.internal.crypto;

import java.util.Arrays;

/** Whole records as arrays of their own, and pairs of channels to make them with. */
final class Records {

    private Records() {}

    /** Both ends of one handshake. */
    record Ends(SecureChannel initiator, SecureChannel responder) {}

    static Ends handshake() {
        return handshake(CipherState.REKEY_INTERVAL);
    }

    static Ends handshake(long rekeyInterval) {
        SecretBytes psk = SecretBytes.random(NoiseHandshake.PSK_LENGTH);
        NoiseHandshake initiator = NoiseHandshake.initiator(psk, new byte[0]);
        NoiseHandshake responder = NoiseHandshake.responder(psk, new byte[0]);
        responder.readMessage(initiator.writeMessage(new byte[0]));
        initiator.readMessage(responder.writeMessage(new byte[0]));
        return new Ends(initiator.split(rekeyInterval), responder.split(rekeyInterval));
    }

    static byte[] seal(RecordSealer sealer, byte[] plaintext) {
        byte[] record = new byte[plaintext.length + RecordFormat.OVERHEAD];
        int written = sealer.seal(plaintext, 0, plaintext.length, record, 0);
        return Arrays.copyOf(record, written);
    }

    static byte[] body(byte[] record) {
        return Arrays.copyOfRange(record, RecordFormat.HEADER_LENGTH, record.length);
    }

    static byte[] open(RecordOpener opener, byte[] body) {
        byte[] plaintext = new byte[body.length];
        int written = opener.open(body, 0, body.length, plaintext, 0);
        return Arrays.copyOf(plaintext, written);
    }
}
