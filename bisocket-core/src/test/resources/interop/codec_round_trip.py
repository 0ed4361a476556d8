"""Reads frames from standard input as the package reads a socket, decodes each, appends a dot, and
writes it encoded again to standard output. The mode comes from BISOCKET_ENCRYPTION."""

import socket
import sys
import threading

from bisocket import ConnectionClosed, main

stream = sys.stdin.buffer.read()
reader, writer = socket.socketpair()


def feed():
    writer.sendall(stream)
    writer.close()


threading.Thread(target=feed, daemon=True).start()
codec = main.build_codec()

while True:
    try:
        frame = main.receive(reader)
    except ConnectionClosed:
        break
    sys.stdout.buffer.write(codec.encode(codec.decode(frame) + b'.') + main.END_TOKEN)
