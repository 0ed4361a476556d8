package io.bisocket.internal.protocol;

/**
 * A client's first {@value ClientHelloCodec#LENGTH} bytes, in the clear.
 *
 * @param header what both ends must agree on
 * @param noiseMessage the first Noise message, {@value ClientHelloCodec#NOISE_LENGTH} bytes
 */
public record ClientHello(HelloHeader header, byte[] noiseMessage) {

    public ClientHello {
        if (noiseMessage.length != ClientHelloCodec.NOISE_LENGTH) {
            throw new IllegalArgumentException(
                    "a Noise message must be 48 bytes but was " + noiseMessage.length);
        }
    }
}
