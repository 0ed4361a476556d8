package io.bisocket.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A system that can be compared.
 *
 * @param name what it is called in options and tables
 * @param folder where its class path is in the jar
 * @param className what implements it; for systems that are not Java, the name of their scripts
 * @param variant which of its variants
 * @param first a jar that stands before all others on the class path, so that an older version of
 *     something can be compared with the present one
 */
record SystemUnderTest(
        String name, String folder, String className, String variant, Optional<Path> first) {

    private static final char AT = '@';

    private static final String BASE = "io.bisocket.benchmarks.";
    private static final String NATIVE = "bisocket.BiSocketEcho";
    private static final String SPRING = "spring.SpringEcho";
    private static final String NETTY = "netty.NettyEcho";
    private static final String RSOCKET = "rsocket.RSocketEcho";
    private static final String RSOCKET_SPRING = "rsocketspring.RSocketSpringEcho";
    private static final String GRPC = "grpc.GrpcEcho";

    private static final String PYTHON = "python";
    private static final String PYTHON_CLIENTS = "python-clients";
    private static final double SLOW_WARMUP = 20;

    static final List<SystemUnderTest> ALL =
            List.of(
                    java("bisocket", "bisocket", NATIVE, "native"),
                    java("bisocket-compressing", "bisocket", NATIVE, "compressing"),
                    java("bisocket-spinning", "bisocket", NATIVE, "spinning"),
                    java("bisocket-workers", "bisocket", NATIVE, "workers"),
                    java("bisocket-python", "bisocket", NATIVE, "python"),
                    java("bisocket-spring", "bisocket-spring", SPRING, "native"),
                    java("bisocket-spring-workers", "bisocket-spring", SPRING, "workers"),
                    java("netty-raw", "netty", NETTY, "raw"),
                    java("netty-tls-jdk", "netty", NETTY, "jdk"),
                    java("netty-tls-boringssl", "netty", NETTY, "boringssl"),
                    java("rsocket", "rsocket", RSOCKET, "plain"),
                    java("rsocket-tls", "rsocket", RSOCKET, "tls"),
                    java("rsocket-spring-tls", "rsocket-spring", RSOCKET_SPRING, "tls"),
                    java("grpc-tls", "grpc", GRPC, "unary"),
                    java("grpc-stream-tls", "grpc", GRPC, "stream"),
                    new SystemUnderTest(PYTHON, PYTHON, "echo", "faster", Optional.empty()),
                    java(PYTHON_CLIENTS, "bisocket", NATIVE, "python"));

    private static SystemUnderTest java(
            String name, String folder, String className, String variant) {
        return new SystemUnderTest(name, folder, BASE + className, variant, Optional.empty());
    }

    /** A system by its name, or by {@code name@jar}, with that jar first on its class path. */
    static SystemUnderTest named(String name) {
        int at = name.indexOf(AT);
        SystemUnderTest known = known(at < 0 ? name : name.substring(0, at));
        return at < 0 ? known : known.with(name, Path.of(name.substring(at + 1)));
    }

    private static SystemUnderTest known(String name) {
        return ALL.stream()
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(unknown(name)));
    }

    private static String unknown(String name) {
        return "unknown system '%s'; there are %s"
                .formatted(
                        name,
                        ALL.stream().map(SystemUnderTest::name).collect(Collectors.joining(", ")));
    }

    private SystemUnderTest with(String newName, Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new UsageException("there is no jar '%s'".formatted(jar));
        }
        return new SystemUnderTest(newName, folder, className, variant, Optional.of(jar));
    }

    /** Whether this side of it is a script in Python. */
    boolean isPython(String side) {
        return folder.equals(PYTHON) || (name.equals(PYTHON_CLIENTS) && side.equals("client"));
    }

    /**
     * How long it has to be loaded before its first run, in seconds, where so much is asked for.
     */
    double warmup(double asked) {
        boolean slow = folder.contains("spring") || folder.equals("grpc");
        return slow ? Math.max(asked, SLOW_WARMUP) : asked;
    }
}
