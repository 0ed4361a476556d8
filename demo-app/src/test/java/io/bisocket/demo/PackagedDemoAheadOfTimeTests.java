package io.bisocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same jar, started from what was processed ahead of time: it does the same. */
class PackagedDemoAheadOfTimeTests extends PackagedDemoTests {

    @Override
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true");
        return environment;
    }

    @Test
    void whenStartedItSaysThatItWasProcessedAheadOfTime() {
        assertThat(demo().log()).contains("Starting AOT-processed DemoApplication");
    }
}
