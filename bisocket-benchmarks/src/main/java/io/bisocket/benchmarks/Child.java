package io.bisocket.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process that does what a line tells it, and answers in a line that starts with {@code >}. */
final class Child implements AutoCloseable {

    private static final Pattern SPACE = Pattern.compile(" ");
    private static final int REMEMBERED_LINES = 20;
    private static final int END_SECONDS = 10;

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private final Deque<String> said = new ArrayDeque<>();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static Child start(String name, List<String> command) throws IOException {
        return new Child(name, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Tells the process to do something, and waits for its answer: names and numbers. */
    Map<String, Long> ask(String command) throws IOException {
        in.println(command);
        return answer();
    }

    /** Waits for what the process says next. */
    Map<String, Long> answer() throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith("> ")) {
            remember(line);
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(
                    "%s ended; the last that it said:%n%s"
                            .formatted(name, String.join(System.lineSeparator(), said)));
        }
        return parse(line.substring(2));
    }

    private void remember(String line) {
        said.addLast(line);
        if (said.size() > REMEMBERED_LINES) {
            said.removeFirst();
        }
    }

    static Map<String, Long> parse(String line) {
        Map<String, Long> numbers = new HashMap<>();
        SPACE.splitAsStream(line)
                .forEach(
                        word -> {
                            int equals = word.indexOf('=');
                            numbers.put(
                                    word.substring(0, equals),
                                    Long.parseLong(word.substring(equals + 1)));
                        });
        return numbers;
    }

    /** The time that the process has had on processors. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends the process: by itself, else by force. */
    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
