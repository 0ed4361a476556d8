package io.bisocket.internal.crypto;

/**
 * What a finished handshake leaves: one key per direction.
 *
 * @param sealer seals what this side sends
 * @param opener opens what the peer sends
 * @param handshakeHash 32 bytes, the same on both sides and different for every handshake (Noise
 *     section 11.2); not secret
 */
public record SecureChannel(RecordSealer sealer, RecordOpener opener, byte[] handshakeHash) {}
