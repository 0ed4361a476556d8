"""Talks with the demo from asyncio: many requests at once, their replies as they come."""

import asyncio
import sys

from bisocket import Client, Message

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 65432


async def main() -> None:
    inbox: 'asyncio.Queue[Message]' = asyncio.Queue()

    async with Client(HOST, PORT, on_receive=inbox.put) as client:
        echoes = [client.asend('echo', f'message {n}'.encode()) for n in range(1, 4)]
        waiting = set(await asyncio.gather(*echoes, client.asend('ping', b'')))

        while waiting:
            message = await asyncio.wait_for(inbox.get(), timeout=10)
            source = 'reply' if message.request_id in waiting else 'pushed'
            print(f'{source}:', message.raise_for_error().get_str())
            waiting.discard(message.request_id)

    print('done')


asyncio.run(main())
