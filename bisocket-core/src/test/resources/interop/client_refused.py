"""A client whose server cannot read it: prints what it is told. The port is the argument."""

import sys

from bisocket import Client, EncryptionMismatch

try:
    Client('127.0.0.1', int(sys.argv[1]), print).open()
except EncryptionMismatch as mismatch:
    print('mismatch:', mismatch)
