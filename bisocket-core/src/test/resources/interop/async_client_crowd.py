"""As client_crowd.py, with asyncio: all clients on one loop."""

import asyncio
import sys

from bisocket import Client

port, clients, requests = map(int, sys.argv[1:])


async def run(number):
    replies = {}
    complete = asyncio.Event()

    async def on_receive(message):
        replies[message.request_id] = message.data
        if len(replies) == requests:
            complete.set()

    async with Client('127.0.0.1', port, on_receive) as client:
        sent = {}
        for i in range(requests):
            payload = b'client %d request %d' % (number, i)
            sent[await client.asend('echo', payload)] = payload
        await asyncio.wait_for(complete.wait(), 120)
    assert replies == sent


async def run_all():
    await asyncio.gather(*(run(number) for number in range(clients)))


asyncio.run(run_all())
print('all well')
