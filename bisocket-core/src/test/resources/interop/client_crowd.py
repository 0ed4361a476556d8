"""Many synchronous clients at once, each with a thread of its own. Arguments: port, clients, requests
of each. Prints 'all well' if every request got its own reply, and nothing else."""

import sys
import threading

from bisocket import Client

port, clients, requests = map(int, sys.argv[1:])
together = threading.Barrier(clients)
done = []


def run(number):
    replies = {}
    complete = threading.Event()

    def on_receive(message):
        replies[message.request_id] = message.data
        if len(replies) == requests:
            complete.set()

    with Client('127.0.0.1', port, on_receive) as client:
        together.wait(60)
        sent = {}
        for i in range(requests):
            payload = b'client %d request %d' % (number, i)
            sent[client.send('echo', payload)] = payload
        assert complete.wait(120), f'{len(replies)} of {requests} replies'
    assert replies == sent
    done.append(number)


threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(done) == clients, f'{len(done)} of {clients} clients'
print('all well')
