"""The server's configuration, written at every launch that finds another one."""

import os
from pathlib import Path


def write_conf(path: Path, *, socket: Path) -> None:
    """Write the configuration of a private, durable server that listens on ``socket`` only.

    The server must be started inside its data folder: ``dir`` is relative.
    """
    wanted = b"\n".join(
        [
            b"daemonize no",
            b"port 0",
            b"unixsocket " + _quoted(socket),
            b"unixsocketperm 700",
            b"pidfile server.pid",
            b'logfile ""',
            b"dir .",
            # Acknowledged means on disk: every write of ours is one script, so one fsync a batch.
            b"appendonly yes",
            b"appendfsync always",
            b"no-appendfsync-on-rewrite no",
            b"aof-load-truncated yes",
            b"auto-aof-rewrite-percentage 100",
            b"auto-aof-rewrite-min-size 64mb",
            b'save ""',
            # An evicted key would be a lost event.
            b"maxmemory 0",
            b"maxmemory-policy noeviction",
            b"stream-node-max-bytes 65536",
            b"",
        ]
    )
    if path.exists() and path.read_bytes() == wanted:
        return
    # Written in place on a full disk, what is left would be an empty file: a server on the public port that keeps nothing.
    draft = path.with_suffix(".new")
    draft.write_bytes(wanted)
    draft.replace(path)


def _quoted(path: Path) -> bytes:
    escaped = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + escaped + b'"'
