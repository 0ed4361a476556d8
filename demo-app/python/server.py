"""Answers what the demo answers, so that a Java client can talk with a Python server."""

import asyncio
import sys

from bisocket import Server, ServerRequest

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 65433


async def handle(request: ServerRequest) -> None:
    if request.method == 'echo':
        request.send_data(request.data)
    elif request.method == 'ping':
        request.send('pong')
    elif request.method == 'ticks':
        for tick in range(1, 6):
            await asyncio.sleep(0.2)
            request.send(f'tick {tick}')
    else:
        request.send_error(LookupError(f'no handler for {request.method!r}'))


try:
    asyncio.run(Server(HOST, PORT, handle).astart())
except KeyboardInterrupt:
    pass
