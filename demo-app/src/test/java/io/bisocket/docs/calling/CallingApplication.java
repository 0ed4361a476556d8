package io.bisocket.docs.calling;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that only calls. */
@SpringBootApplication
class CallingApplication {}
