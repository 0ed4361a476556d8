"""As client_checks.py, with asyncio."""

import asyncio
import sys

from bisocket import Client
from payloads import LARGE, failure_is_right, small_payloads


async def check(port):
    messages = asyncio.Queue()
    lost = []

    async def on_receive(message):
        await messages.put(message)

    async def reply_to(request_id):
        message = await asyncio.wait_for(messages.get(), 60)
        assert message.request_id == request_id, (message.request_id, request_id)
        return message

    client = Client('127.0.0.1', port, on_receive, on_connection_lost=lost.append)
    async with client:
        await client.aping()
        assert (await reply_to(await client.asend('ping', b''))).get_str() == 'pong'

        for payload in small_payloads(client.encryption):
            assert (await reply_to(await client.asend('echo', payload))).data == payload, payload
        assert (await reply_to(await client.asend('echo', LARGE))).data == LARGE

        assert (await reply_to(await client.asend('grüße ☃ 𝄞', b'unicode'))).data == b'unicode'
        reply = await reply_to(await client.asend_obj('echo', {'a': [1, None, 'ä']}))
        assert reply.get_obj() == {'a': [1, None, 'ä']}

        failure_is_right(
            await reply_to(await client.asend('fail', b'')),
            'IllegalStateException', 'out of stock', 'fail')
        assert client.is_connected

    assert messages.empty()
    assert not lost, lost


asyncio.run(check(int(sys.argv[1])))
print('all well')
