"""Write ``docs/asyncapi.json``, the streams for machines, with FastStream's generator."""

import json
import sys
from typing import Any, Final

from faststream.redis import RedisBroker, StreamSub
from faststream.specification.asyncapi import AsyncAPI
from generated_file import GeneratedFile

from claimwire.events import EVENT_TYPES, HISTORY
from claimwire.log.redis_streams.keys import Keys

DESCRIPTION: Final = (
    "Who claimed what, and what was struck. Each message is one entry of a Redis stream in plain fields named as in "
    "CloudEvents 1.0; the body described here is JSON in the field `payload`."
)


def document() -> str:
    """Compute the document; nothing connects, the broker only describes."""
    broker = RedisBroker()
    for kind in EVENT_TYPES.values():
        for stream in HISTORY if kind.stream is None else (kind.stream,):
            broker.publisher(
                stream=StreamSub(Keys(0).stream(stream)),
                title=kind.name if kind.stream else f"{kind.name} in {stream}",
                description=kind.body.__doc__ or "",
                schema=kind.body,
            )
    made = AsyncAPI(broker, title="claimwire", version="1", schema_version="3.0.0", description=DESCRIPTION)
    parsed: dict[str, Any] = json.loads(made.to_specification().to_json())
    return json.dumps(parsed, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(GeneratedFile("asyncapi.json", document).main(sys.argv[1:]))
