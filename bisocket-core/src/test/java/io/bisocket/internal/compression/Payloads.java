package io.bisocket.internal.compression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Payloads of several kinds, the same for the same length. */
final class Payloads {

    private Payloads() {}

    /** Lines of JSON: a quarter of its size when compressed. */
    static byte[] text(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(
                    "{\"order\":%d,\"price\":%.2f,\"open\":%b,\"note\":\"none so far\"}%n"
                            .formatted(
                                    random.nextInt(1_000_000),
                                    random.nextDouble() * 1000,
                                    random.nextBoolean()));
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), length);
    }

    /** Noise, which nothing compresses. */
    static byte[] random(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    /** Any mixture of runs, copies of earlier bytes at all distances, and noise. */
    static byte[] mixture(int length, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int run = Math.min(length - at, 1 + random.nextInt(1 << (1 + random.nextInt(12))));
            int from = at == 0 ? 0 : random.nextInt(at);
            switch (random.nextInt(3)) {
                case 0 -> Arrays.fill(bytes, at, at + run, (byte) random.nextInt(4));
                case 1 -> System.arraycopy(bytes, from, bytes, at, run);
                default -> fill(bytes, at, run, random);
            }
            at += run;
        }
        return bytes;
    }

    /** Both, one after the other. */
    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void fill(byte[] bytes, int at, int length, Random random) {
        for (int i = at; i < at + length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
    }
}
