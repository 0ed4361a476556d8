package io.bisocket.spring.boot.test.autoconfigure;

import java.util.stream.Stream;
import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Reads the properties of {@link BiSocketTest}; there is no web server, nor a mock of one. */
final class BiSocketTestContextBootstrapper extends TestSliceTestContextBootstrapper<BiSocketTest> {

    private static final String NO_WEB = "spring.main.web-application-type=none";

    @Override
    protected String[] getProperties(Class<?> testClass) {
        Stream<String> own = Stream.ofNullable(super.getProperties(testClass)).flatMap(Stream::of);
        return Stream.concat(Stream.of(NO_WEB), own).toArray(String[]::new);
    }
}
