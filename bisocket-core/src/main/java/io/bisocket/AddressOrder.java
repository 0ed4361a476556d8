package io.bisocket;

/** In which order a client tries the addresses of its servers. */
public enum AddressOrder {

    /** As they were given: the first is the one that is wanted most. */
    AS_GIVEN,

    /** Each client in an order of its own, by lot, so that clients spread over the servers. */
    SHUFFLED
}
