package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.Compression;
import io.bisocket.internal.protocol.Algorithms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left without zstd-jni: the product's classes, loaded once more, and none of its own. */
class ZstdAbsentTests {

    private final ClassLoader loader = new WithoutZstd();

    @Test
    void whenZstdIsAskedForTheErrorNamesTheDependency() {
        assertThatThrownBy(() -> invoke(Compression.class, "zstd"))
                .hasToString(
                        BiSocketException.class.getName()
                                + ": zstd needs com.github.luben:zstd-jni on the class path")
                .hasFieldOrPropertyWithValue(
                        "message", "zstd needs com.github.luben:zstd-jni on the class path")
                .satisfies(e -> assertThat(e).extracting("code").hasToString("BAD_CONFIGURATION"));
    }

    @Test
    void whenAnythingElseIsAskedForItIsThere() throws Exception {
        for (String method : List.of("adaptive", "bzip2", "deflate", "lz4", "none")) {
            assertThat(invoke(Compression.class, method)).asString().startsWith(method);
        }
    }

    @Test
    void whenPeersAreToldWhatIsUnpackedZstdIsNotNamed() throws Exception {
        assertThat(invoke(Unpacking.class, "algorithms"))
                .hasToString(new Algorithms(List.of(2, 1, 3)).toString());
    }

    @Test
    void whenThePeerUnpacksZstdItIsStillNotUsed() throws Exception {
        assertThat(invoke(WithoutZstdProbe.class, "pack")).isEqualTo(2);
    }

    @Test
    void whenZstdComesItIsRefused() {
        assertThatThrownBy(() -> invoke(WithoutZstdProbe.class, "unpackZstd"))
                .hasMessage(
                        "expected a payload packed with one of the algorithms [2, 1, 3] but it was"
                                + " 4");
    }

    private Object invoke(Class<?> type, String method) throws Exception {
        try {
            return loader.loadClass(type.getName()).getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Loads afresh what may look for zstd-jni, and finds none of the latter. */
    private static final class WithoutZstd extends ClassLoader {

        WithoutZstd() {
            super(ZstdAbsentTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.luben.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.bisocket.")
                    || name.startsWith("org.apache.commons.compress.")) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
            return super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
