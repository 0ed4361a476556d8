package io.bisocket.internal.compression;

/**
 * A payload as it goes on the wire.
 *
 * @param algorithm the number of the algorithm that packed it; 0 if it goes as it is
 * @param rawLength its length before packing
 * @param bytes what goes on the wire; of a payload that goes as it is, the payload's own array
 */
public record Packed(int algorithm, int rawLength, byte[] bytes) {

    static Packed asItIs(byte[] payload) {
        return new Packed(0, payload.length, payload);
    }

    /** The packed bytes if they are fewer, else the payload as it is. */
    static Packed ofSmaller(Preset preset, byte[] payload, byte[] packed) {
        return packed.length < payload.length
                ? new Packed(preset.algorithm().number(), payload.length, packed)
                : asItIs(payload);
    }
}
