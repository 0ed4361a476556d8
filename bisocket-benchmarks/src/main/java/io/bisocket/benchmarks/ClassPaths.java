package io.bisocket.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths that are nested in the benchmarks' own jar, one folder of jars each, unpacked to
 * a temporary folder when they are asked for. Not thread-safe.
 */
final class ClassPaths implements AutoCloseable {

    private static final String NESTED = "peers/";

    private final Path folder = Files.createTempDirectory("bisocket-benchmarks");
    private final Path source;
    private final Set<String> unpacked = new HashSet<>();

    ClassPaths() throws IOException {
        this(ownJar());
    }

    ClassPaths(Path source) throws IOException {
        this.source = source;
    }

    private static Path ownJar() throws IOException {
        try {
            return Path.of(
                    Objects.requireNonNull(ClassPaths.class.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Where files of one run may lie; gone afterwards. */
    Path folder() {
        return folder;
    }

    /** The class path of a peer, as {@code java -cp} takes it. */
    String of(String peer) throws IOException {
        if (unpacked.add(peer)) {
            unpack(peer);
        }
        try (Stream<Path> jars = Files.list(folder.resolve(peer))) {
            return jars.map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private void unpack(String peer) throws IOException {
        Path target = Files.createDirectories(folder.resolve(peer));
        if (!Files.isRegularFile(source)) {
            throw new UsageException("class paths are in the jar: run java -jar benchmarks.jar");
        }
        try (JarFile jar = new JarFile(source.toFile())) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (isJarOf(peer, entry.getName())) {
                    copy(jar, entry, target);
                }
            }
        }
    }

    private static boolean isJarOf(String peer, String name) {
        return name.startsWith(NESTED + peer + "/") && name.endsWith(".jar");
    }

    private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target.resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
