"""Reads two lines of hexadecimal, a handler-error payload and a handshake-error frame, and prints
in JSON what the package makes of each; then prints one of each as the package writes them."""

import json
import sys

from bisocket import EncryptionMismatch, Message, main

payload = bytes.fromhex(sys.stdin.readline())
error = Message('id', payload).error
print(json.dumps([error.type, error.message, error.method, error.traceback]))

frame = bytes.fromhex(sys.stdin.readline())
try:
    main.check_handshake_error(frame, 'off')
    print('null')
except EncryptionMismatch as mismatch:
    print(json.dumps(str(mismatch)))

try:
    raise LookupError('no such thing: ☃')
except LookupError as failure:
    print(main.encode_handler_error(failure, 'fétch', True).hex())
print(main._handshake_error_frame('faster').hex())
