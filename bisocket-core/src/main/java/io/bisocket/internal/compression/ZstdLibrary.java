package io.bisocket.internal.compression;

import java.io.IOException;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.jspecify.annotations.Nullable;

/** The optional dependency behind zstd: its classes, and the native code that they load. */
final class ZstdLibrary {

    private static final String NAME = "com.github.luben:zstd-jni";

    /** Why there is no zstd; null where there is. */
    static final @Nullable String OBSTACLE = obstacle();

    private ZstdLibrary() {}

    private static @Nullable String obstacle() {
        if (!ZstdUtils.isZstdCompressionAvailable()) {
            return "zstd needs " + NAME + " on the class path";
        }
        try {
            ZstdCodec codec = new ZstdCodec();
            codec.unpack(codec.pack(new byte[1], 1), 1);
            return null;
        } catch (IOException | LinkageError e) {
            return "zstd needs the native code of %s, which does not load: %s".formatted(NAME, e);
        }
    }
}
