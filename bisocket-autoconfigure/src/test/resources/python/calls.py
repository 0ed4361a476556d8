"""Makes the calls that come as lines of JSON, one by one, and prints the replies of each as a line of JSON."""

import json
import queue
import sys

from bisocket import Client

inbox = queue.Queue()

with Client('127.0.0.1', int(sys.argv[1]), on_receive=inbox.put) as client:
    for line in sys.stdin:
        call = json.loads(line)
        request_id = client.send(call['method'], call['payload'].encode())
        replies = []
        while len(replies) < call['replies']:
            message = inbox.get(timeout=60)
            if message.request_id == request_id:
                replies.append(message.raise_for_error().get_str())
        print(json.dumps(replies), flush=True)
