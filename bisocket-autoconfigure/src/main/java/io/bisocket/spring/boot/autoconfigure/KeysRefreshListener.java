package io.bisocket.spring.boot.autoconfigure;

/** Told when the keys have been read again, whether they have changed or not. */
@FunctionalInterface
interface KeysRefreshListener {

    void refreshed();
}
