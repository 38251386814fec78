"""Ports of this machine on which nothing listens."""

import socket


def free_ports(count: int) -> list[int]:
    """Find as many as are asked for; another program may still take one before it is used."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
