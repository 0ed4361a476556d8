"""What the client scripts send, and what they expect back."""

import os

from bisocket import HandlerError, main

LARGE = os.urandom(5 * 1024 * 1024)


def small_payloads(encryption):
    """Nothing, every byte, every separator, and every beginning of one at the end."""
    tokens = [main.END_TOKEN, main.SPLIT_TOKEN, main.SPLIT_TOKEN2, main.HANDLER_ERROR_TOKEN[:-1]]
    yield b''
    yield bytes(range(256))
    yield b'__close__?'
    for token in tokens:
        yield token
        yield token + b'after'
        yield b'before' + token + token[1:] + b'after'
        for length in range(1, len(token) + 1):
            payload = b'before' + token[:length]
            if encryption == 'off' and payload.endswith(main.END_TOKEN[:-1]):
                continue  # the package itself cannot send this
            yield payload


def failure_is_right(message, kind, text, method):
    error = message.error
    assert message.is_error
    assert (error.type, error.message, error.method, error.traceback) == (kind, text, method, None), error
    try:
        message.raise_for_error()
    except HandlerError:
        return
    raise AssertionError('raise_for_error raised nothing')
