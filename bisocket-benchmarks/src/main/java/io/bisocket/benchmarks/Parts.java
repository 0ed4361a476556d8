package io.bisocket.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a process of its own, with the class path of JMH and of bisocket. */
final class Parts {

    private Parts() {}

    /**
     * Runs it with this process's input and output.
     *
     * @return how it ended
     */
    static int run(String mainClass, List<String> args) throws Exception {
        try (ClassPaths classPaths = new ClassPaths()) {
            List<String> command = new ArrayList<>(java());
            command.addAll(List.of("-cp", classPaths.of("jmh"), mainClass));
            command.addAll(args);
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    /** The JVM that runs this, with what keeps newer ones quiet. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED");
    }
}
