package io.bisocket.benchmarks.load;

/** Finds the system that a process is for. */
final class Systems {

    private Systems() {}

    static EchoSystem create(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(EchoSystem.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
