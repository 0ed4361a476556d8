"""Genuine Python clients under the load; speaks with whoever started it as ClientProcess does.
Arguments: port, clients, in flight, bytes."""

import os
import sys
import threading
import time

os.environ['BISOCKET_ENCRYPTION'] = 'faster'
os.environ['CRYPTO_KEY'] = '8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d'

from bisocket import Client  # noqa: E402, reads the environment

port, clients, in_flight, size = map(int, sys.argv[1:])
payload = os.urandom(size)
PATIENCE_SECONDS = 60


class Loaded:
    """A client that keeps so many requests in flight."""

    def __init__(self):
        self.client = Client('127.0.0.1', port, self.received)
        self.client.__enter__()
        self.room = threading.Semaphore(in_flight)
        self.times = []
        self.sent = {}
        self.failure = None

    def received(self, message):
        now = time.perf_counter_ns()
        assert message.data == payload
        while message.request_id not in self.sent:
            time.sleep(0)
        self.times.append(now - self.sent.pop(message.request_id))
        self.room.release()

    def run(self, until):
        try:
            # One at least: a thread may come to run when its time is over.
            self.send()
            while time.perf_counter_ns() < until:
                self.send()
            for _ in range(in_flight):
                self.take_room()
            for _ in range(in_flight):
                self.room.release()
        except Exception as failure:
            self.failure = failure

    def send(self):
        self.take_room()
        before = time.perf_counter_ns()
        self.sent[self.client.send('echo', payload)] = before

    def take_room(self):
        if not self.room.acquire(timeout=PATIENCE_SECONDS):
            raise TimeoutError(f'no reply within {PATIENCE_SECONDS} s, with {len(self.sent)} requests in flight')


def run(millis):
    for each in loaded:
        each.times = []
    start = time.perf_counter_ns()
    until = start + millis * 1_000_000
    threads = [threading.Thread(target=each.run, args=(until,)) for each in loaded]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter_ns() - start
    for each in loaded:
        if each.failure:
            sys.exit(f'the load failed: {each.failure!r}')
    times = sorted(time for each in loaded for time in each.times)
    count = len(times)
    return f'messages={count} took={took} median={times[count // 2]} p99={times[count * 99 // 100]}'


def connect(count):
    start = time.perf_counter_ns()
    loaded.extend(Loaded() for _ in range(count))
    return f'took={time.perf_counter_ns() - start}'


loaded = [Loaded() for _ in range(clients)]
run(1)
print('> ready=1', flush=True)
for line in sys.stdin:
    word, number = line.split()
    print('> ' + (run(int(number)) if word == 'run' else connect(int(number))), flush=True)
os._exit(0)
