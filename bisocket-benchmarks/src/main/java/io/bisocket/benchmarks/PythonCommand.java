package io.bisocket.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a script with the interpreter that {@code BISOCKET_PYTHON} names. */
final class PythonCommand {

    private static final String VARIABLE = "BISOCKET_PYTHON";

    private PythonCommand() {}

    static List<String> of(ClassPaths folders, SystemUnderTest system, String side)
            throws IOException {
        String interpreter = System.getenv(VARIABLE);
        if (interpreter == null) {
            throw new UsageException(
                    "system %s needs %s to name a Python that has the package bisocket"
                            .formatted(system.name(), VARIABLE));
        }
        String name = "echo_" + side + ".py";
        return new ArrayList<>(List.of(interpreter, "-u", script(folders, name).toString()));
    }

    private static Path script(ClassPaths folders, String name) throws IOException {
        Path file = folders.folder().resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = PythonCommand.class.getResourceAsStream("/python/" + name)) {
                if (in == null) {
                    throw new IOException("no script " + name);
                }
                Files.copy(in, file);
            }
        }
        return file;
    }
}
