package io.bisocket.docs.serving;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that only serves. */
@SpringBootApplication
public class ServingApplication {}
