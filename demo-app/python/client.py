"""Talks with the demo: one request after the other, each waiting for its replies."""

import queue
import sys

from bisocket import Client, HandlerError, Message

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 65432

inbox: 'queue.Queue[Message]' = queue.Queue()


def reply_to(request_id: str) -> Message:
    """The next reply to this request; what the server sends unasked is printed on the way."""
    while True:
        message = inbox.get(timeout=10)
        if message.request_id == request_id:
            return message.raise_for_error()
        print('pushed:', message.get_str())


with Client(HOST, PORT, on_receive=inbox.put) as client:
    print('echo:', reply_to(client.send('echo', 'Grüße from Python'.encode())).get_str())
    print('ping:', reply_to(client.send('ping', b'')).get_str())

    ticks = client.send('ticks', b'')
    for _ in range(5):
        print('ticks:', reply_to(ticks).get_str())

    try:
        reply_to(client.send('fail', b''))
        sys.exit('fail: expected an error, but there was none')
    except HandlerError as error:
        print('fail:', error)

print('done')
