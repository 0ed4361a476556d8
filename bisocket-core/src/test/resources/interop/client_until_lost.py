"""A client that waits until its server goes away, then says why. The port is the argument."""

import sys
import threading

from bisocket import Client

gone = threading.Event()
reasons = []


def on_lost(info):
    reasons.append(info.reason)
    gone.set()


client = Client('127.0.0.1', int(sys.argv[1]), lambda message: print('received', message.get_str()),
                on_connection_lost=on_lost)
client.open()
print('connected')
assert gone.wait(60)
print('lost:', reasons)
try:
    client.send('echo', b'')
except ConnectionError as error:
    print('refused:', error)
client.close()
