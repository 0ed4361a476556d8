"""The other end of a Noise channel, by the package noiseprotocol.

Dials 127.0.0.1, shakes hands, exchanges handshake hashes, and then answers every record with its
plaintext reversed, until the other end closes. Exits with 1 if the hashes differ.

usage: noise_peer.py port initiator|responder psk-hex prologue-hex rekey-interval
"""
import socket
import struct
import sys

from noise.connection import NoiseConnection


def read_exactly(stream, count):
    data = stream.read(count)
    if len(data) != count:
        raise EOFError
    return data


def read(stream):
    (length,) = struct.unpack(">H", read_exactly(stream, 2))
    return read_exactly(stream, length)


def write(connection, message):
    connection.sendall(struct.pack(">H", len(message)) + message)


class Channel:
    """Records in both directions, with a rekey before every multiple of the interval."""

    def __init__(self, noise, connection, stream, interval):
        self.noise, self.connection, self.stream = noise, connection, stream
        self.interval = interval
        self.sent = self.received = 0

    def receive(self):
        record = read(self.stream)
        if self.received and self.received % self.interval == 0:
            self.noise.rekey_inbound_cipher()
        self.received += 1
        return self.noise.decrypt(record)

    def send(self, plaintext):
        if self.sent and self.sent % self.interval == 0:
            self.noise.rekey_outbound_cipher()
        self.sent += 1
        write(self.connection, self.noise.encrypt(plaintext))


def shake_hands(role, psk, prologue, connection, stream):
    noise = NoiseConnection.from_name(b"Noise_NNpsk0_25519_AESGCM_SHA256")
    noise.set_psks(psk)
    noise.set_prologue(prologue)
    if role == "initiator":
        noise.set_as_initiator()
        noise.start_handshake()
        write(connection, noise.write_message(b"from Python"))
        assert noise.read_message(read(stream)) == b"to the initiator"
    else:
        noise.set_as_responder()
        noise.start_handshake()
        assert noise.read_message(read(stream)) == b"to the responder"
        write(connection, noise.write_message(b"from Python"))
    return noise


def main(port, role, psk, prologue, interval):
    with socket.create_connection(("127.0.0.1", int(port)), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = connection.makefile("rb")
        noise = shake_hands(
            role, bytes.fromhex(psk), bytes.fromhex(prologue), connection, stream)
        channel = Channel(noise, connection, stream, int(interval))
        channel.send(noise.get_handshake_hash())
        if channel.receive() != noise.get_handshake_hash():
            return 1
        try:
            while True:
                channel.send(channel.receive()[::-1])
        except EOFError:
            return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
