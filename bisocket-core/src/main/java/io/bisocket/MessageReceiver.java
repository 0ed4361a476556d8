package io.bisocket;

/**
 * Receives what no pending request waits for. Called on a worker thread, for one message after the
 * other, in the order of arrival; what it throws is logged.
 */
@FunctionalInterface
public interface MessageReceiver {

    /** Takes one message. */
    void receive(Message message) throws Exception;
}
