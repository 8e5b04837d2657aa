"""The kinds of arrays that stores and their users hand on."""

import numpy as np
from numpy.typing import NDArray

# Places of vectors, counted from 0.
Rows = NDArray[np.int64]
# Vectors as they are kept, shape (n, dimension).
HalfVectors = NDArray[np.float16]
