package io.bisocket.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the processes of systems, each with its own class path. */
final class Launcher implements AutoCloseable {

    private static final String LOAD = "io.bisocket.benchmarks.load.";

    private final ClassPaths classPaths;
    private final Path identity;
    private final List<String> jvmArgs;

    Launcher(List<String> jvmArgs) throws IOException, InterruptedException {
        this.classPaths = new ClassPaths();
        this.identity = IdentityFile.create(classPaths.folder());
        this.jvmArgs = jvmArgs;
    }

    /** A server's process; its first answer is its port. */
    Child server(SystemUnderTest system) throws IOException {
        return start(system, "server", List.of());
    }

    /** The clients' process; its first answer says that it is ready. */
    Child clients(SystemUnderTest system, long port, Workload workload) throws IOException {
        return start(
                system,
                "client",
                List.of(
                        Long.toString(port),
                        Integer.toString(workload.clients()),
                        Integer.toString(workload.inFlight()),
                        Integer.toString(workload.size())));
    }

    private Child start(SystemUnderTest system, String side, List<String> args) throws IOException {
        List<String> command =
                system.isPython(side)
                        ? PythonCommand.of(classPaths, system, side)
                        : javaCommand(system, side);
        command.addAll(args);
        return Child.start(system.name() + "'s " + side, command);
    }

    private List<String> javaCommand(SystemUnderTest system, String side) throws IOException {
        List<String> command = new ArrayList<>(Parts.java());
        jvmArgs.forEach(
                arg ->
                        command.add(
                                arg.replace("{name}", system.name().replaceAll("\\W", "_"))
                                        .replace("{side}", side)));
        command.addAll(
                List.of(
                        "-cp",
                        system.first().map(jar -> jar + File.pathSeparator).orElse("")
                                + classPaths.of(system.folder()),
                        LOAD + (side.equals("server") ? "ServerProcess" : "ClientProcess"),
                        system.className(),
                        system.variant(),
                        identity.toString()));
        return command;
    }

    @Override
    public void close() throws IOException {
        classPaths.close();
    }
}
