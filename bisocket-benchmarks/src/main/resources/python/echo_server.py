"""The genuine Python server under the load; speaks with whoever started it as ServerProcess does."""

import asyncio
import os
import socket
import sys
import threading

os.environ['BISOCKET_ENCRYPTION'] = 'faster'
os.environ['CRYPTO_KEY'] = '8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d'

from bisocket import Server  # noqa: E402, reads the environment


class Reporting(socket.socket):
    """Says on which port it listens."""

    def listen(self, *args):
        super().listen(*args)
        print(f'> port={self.getsockname()[1]}', flush=True)


def obey():
    for line in sys.stdin:
        print('> bytes=0', flush=True)
    os._exit(0)


async def echo(request):
    request.send_data(request.data)


socket.socket = Reporting
threading.Thread(target=obey, daemon=True).start()
asyncio.run(Server('127.0.0.1', 0, echo).astart())
