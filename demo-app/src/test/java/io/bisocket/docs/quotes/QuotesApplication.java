package io.bisocket.docs.quotes;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with a handler that needs something else. */
@SpringBootApplication
class QuotesApplication {}
