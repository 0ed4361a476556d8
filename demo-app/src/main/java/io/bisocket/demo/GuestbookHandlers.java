package io.bisocket.demo;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** The guestbook itself: its methods are handlers, as the interface says. */
@Component
class GuestbookHandlers implements Guestbook {

    private final AtomicInteger guests = new AtomicInteger();

    @Override
    public Entry sign(Guest guest) {
        return new Entry(guest.name() + " was here", guests.incrementAndGet());
    }
}
