"""Encodes the probe texts with the model's own library: `python -m qa.doctor MODEL`.

Run in a process of its own, because it loads torch and could not be stopped otherwise. Writes the
vectors as the last line, in JSON, after whatever libraries print. An empty MODEL is the default.
"""

import json
import sys

from qa.encoding.compilation import PROBE_TEXTS
from qa.encoding.reference import ReferenceEncoder
from qa.errors import QAError
from qa.models.source import find_model
from qa.offline import keep_process_offline


def main(model: str) -> None:
    """Write the vectors of the probes to standard output."""
    try:
        vectors = ReferenceEncoder(find_model(model or None)).encode_passages(PROBE_TEXTS)
    except QAError as error:
        sys.exit(error.message)
    sys.stdout.write(f"\n{json.dumps(vectors.tolist())}\n")


if __name__ == "__main__":
    keep_process_offline()
    main(sys.argv[1])
