package io.bisocket.demo;

import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.BiSocketHandler;

/** What is called by its methods, here and by others who have this interface. */
@BiSocketExchange(name = "guestbook", client = BiSocketHandler.DEFAULT_CLIENT)
interface Guestbook {

    /** Who signs, in JSON. */
    record Guest(String name) {}

    /** What the book says then, in JSON. */
    record Entry(String text, int number) {}

    Entry sign(Guest guest);
}
