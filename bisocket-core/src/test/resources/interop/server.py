"""The genuine server on a free port, which it prints. Its first argument says whether it is the
synchronous one or the one on asyncio. Runs until its standard input ends."""

import asyncio
import os
import socket
import sys
import threading

from bisocket import Server


class Reporting(socket.socket):
    """Says on which port it listens."""

    def listen(self, *args):
        super().listen(*args)
        print(f'PORT {self.getsockname()[1]}', flush=True)


socket.socket = Reporting


def handle(request):
    if request.method == 'ping':
        request.send('pong')
    elif request.method == 'fail':
        raise ValueError('no good')
    elif request.method == 'ticks':
        for tick in range(int(request.data)):
            request.send(str(tick))
    else:
        request.send_data(request.data)


async def ahandle(request):
    handle(request)


def leave_with_input():
    sys.stdin.read()
    sys.stdout.flush()
    os._exit(0)


threading.Thread(target=leave_with_input, daemon=True).start()
if sys.argv[1] == 'sync':
    Server('127.0.0.1', 0, handle).start()
else:
    asyncio.run(Server('127.0.0.1', 0, ahandle).astart())
