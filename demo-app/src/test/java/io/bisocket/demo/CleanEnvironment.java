package io.bisocket.demo;

import java.util.Map;

/** Environments of child processes without what configures bisocket or the demo. */
final class CleanEnvironment {

    private CleanEnvironment() {}

    /** The process's environment, to be added to. */
    static Map<String, String> of(ProcessBuilder process) {
        Map<String, String> environment = process.environment();
        environment
                .keySet()
                .removeIf(name -> name.equals("CRYPTO_KEY") || name.startsWith("BISOCKET_"));
        return environment;
    }
}
