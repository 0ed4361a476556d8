package io.bisocket.internal.python;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Draws what the test says. */
final class ScriptedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Queue<String> draws;

    ScriptedRandom(String... draws) {
        this.draws = new ArrayDeque<>(List.of(draws));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] draw = draws.remove().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(draw, 0, bytes, 0, bytes.length);
    }
}
