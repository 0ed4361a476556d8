package io.bisocket.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the web server, the bisocket server, and a client of its own. */
@SpringBootApplication
@EnableScheduling
public class DemoApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(DemoApplication.class, args);
    }
}
