package io.bisocket.benchmarks.spring;

import io.bisocket.spring.BiSocketHandler;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application that starts and stops, with a handler where the starter is on the class path. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartApplication {

    @BiSocketHandler("echo")
    byte[] echo(byte[] payload) {
        return payload;
    }

    /** Starts it, and stops it again. */
    public static void main(String[] args) {
        SpringApplication.run(StartApplication.class, args).close();
    }
}
