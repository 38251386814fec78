"""claimwire: who claimed what, and what was struck, as an event log.

A subscriber outside needs only this package: :mod:`claimwire.events` is the public contract,
:mod:`claimwire.log` reads and writes the streams.
"""
