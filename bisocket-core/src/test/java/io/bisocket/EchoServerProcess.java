package io.bisocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A server in a process of its own, which can be killed without a warning. */
final class EchoServerProcess implements AutoCloseable {

    static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final Process process;
    private final int port;

    private EchoServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param port 0 for any free one
     */
    static EchoServerProcess start(int port) throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EchoServerProcess.class.getName(),
                                String.valueOf(port))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("port ")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server's process ended before it listened");
        }
        return new EchoServerProcess(process, Integer.parseInt(line.substring(5)));
    }

    int port() {
        return port;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The process: echoes "echo", and never answers "never". */
    public static void main(String[] arguments) {
        BiSocketServer server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(Integer.parseInt(arguments[0]))
                        .key(KEY)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .asyncHandler("never", request -> new CompletableFuture<>())
                        .start();
        System.out.println("port " + server.port());
    }
}
