import queue

from bisocket import Client

inbox = queue.Queue()

with Client('127.0.0.1', 65432, on_receive=inbox.put) as client:
    client.send('echo', b'Hello from Python')
    print(inbox.get(timeout=10).get_str())
