package io.bisocket.demo;

import io.bisocket.BiSocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Signs the guestbook through its interface, and logs what that says. */
@Component
class Visit implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Visit.class);

    private final Guestbook guestbook;

    /**
     * By this name it is the guestbook that calls: the application has the one that is called, too.
     */
    Visit(@Qualifier("guestbook") Guestbook guestbook) {
        this.guestbook = guestbook;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            Guestbook.Entry entry = guestbook.sign(new Guestbook.Guest("the demo"));
            log.info("Entry {} of the guestbook is '{}'", entry.number(), entry.text());
        } catch (BiSocketException e) {
            log.warn("The guestbook was not signed: {}", e.getMessage());
        }
    }
}
