package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.NoiseHandshake;
import io.bisocket.internal.crypto.RecordFormat;
import io.bisocket.internal.crypto.RecordSealer;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.crypto.SecureChannel;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Whole records as arrays, and the keys to make them with. */
final class Records {

    private Records() {}

    /** Both ends of one handshake. */
    record Ends(SecureChannel client, SecureChannel server) {}

    static Ends handshake() {
        SecretBytes psk = SecretBytes.random(NoiseHandshake.PSK_LENGTH);
        NoiseHandshake client = NoiseHandshake.initiator(psk, new byte[0]);
        NoiseHandshake server = NoiseHandshake.responder(psk, new byte[0]);
        server.readMessage(client.writeMessage(new byte[0]));
        client.readMessage(server.writeMessage(new byte[0]));
        return new Ends(client.split(), server.split());
    }

    static byte[] seal(RecordSealer sealer, byte[] plaintext) {
        byte[] record = new byte[plaintext.length + RecordFormat.OVERHEAD];
        sealer.seal(plaintext, 0, plaintext.length, record, 0);
        return record;
    }

    /** A plaintext of this length that shows its number. */
    static byte[] plaintext(int number, int length) {
        byte[] plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) number);
        plaintext[0] = (byte) (number >>> 16);
        plaintext[1] = (byte) (number >>> 8);
        plaintext[2] = (byte) number;
        return plaintext;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A copy with one bit of this byte inverted. */
    static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << (at % 8));
        return copy;
    }
}
