package io.bisocket.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a process is told what to do: a line in, a line out, until the end of its input. */
final class Commands {

    private static final PrintStream OUT = System.out;

    private Commands() {}

    /** Says something to whoever started the process; the prefix tells it from anything logged. */
    static void say(String line) {
        OUT.println("> " + line);
        OUT.flush();
    }

    /** Obeys until there is no more to obey. */
    static void obey(Command command) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        @Nullable String line;
        while ((line = readLine(in)) != null) {
            int space = line.indexOf(' ');
            String word = space < 0 ? line : line.substring(0, space);
            say(command.run(word, space < 0 ? 0 : Long.parseLong(line.substring(space + 1))));
        }
    }

    private static @Nullable String readLine(BufferedReader in) throws IOException {
        return in.readLine();
    }

    /** Does what a word says, and answers in a line. */
    interface Command {

        String run(String word, long number) throws Exception;
    }
}
