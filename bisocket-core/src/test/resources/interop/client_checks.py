"""A synchronous client of a server with the handlers echo, ping (replies pong), fail (throws), none
(never replies) and a method of a unicode name (echoes). Prints 'all well' if everything is as it
should be, and nothing else. The port is the argument; mode and key come from the environment."""

import queue
import sys

from bisocket import Client
from payloads import LARGE, failure_is_right, small_payloads

messages = queue.Queue()
lost = []


def reply_to(request_id):
    message = messages.get(timeout=60)
    assert message.request_id == request_id, (message.request_id, request_id)
    return message


with Client('127.0.0.1', int(sys.argv[1]), messages.put, on_connection_lost=lost.append) as client:
    client.ping()
    assert reply_to(client.send('ping', b'')).get_str() == 'pong'

    for payload in small_payloads(client.encryption):
        assert reply_to(client.send('echo', payload)).data == payload, payload
    assert reply_to(client.send('echo', LARGE)).data == LARGE

    assert reply_to(client.send('grüße ☃ 𝄞', b'unicode')).data == b'unicode'
    assert reply_to(client.send_obj('echo', {'a': [1, None, 'ä']})).get_obj() == {'a': [1, None, 'ä']}

    failure_is_right(reply_to(client.send('fail', b'')), 'IllegalStateException', 'out of stock', 'fail')
    failure_is_right(
        reply_to(client.send('no such method', b'')),
        'NoHandlerException', "no handler for method 'no such method'", 'no such method')

    client.send('none', b'')
    assert reply_to(client.send('echo', b'after none')).data == b'after none'
    assert client.is_connected

assert messages.empty()
assert not lost, lost

again = Client('127.0.0.1', int(sys.argv[1]), messages.put)
again.client_id = client.client_id
with again:
    assert reply_to(again.send('echo', b'under the same id')).data == b'under the same id'
print('all well')
