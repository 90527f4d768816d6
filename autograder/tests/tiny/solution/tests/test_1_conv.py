"""Public tests of part 1."""

import numpy as np
import pytest
from conv1d.conv import convolve, convolve_gradient


@pytest.mark.question("1.1")
def test_convolve():
    assert np.allclose(convolve(np.array([1.0, 2.0, 3.0]), np.array([1.0, 10.0])), [21, 32])


@pytest.mark.question("1.2")
def test_convolve_gradient():
    x, w, u = np.array([1.0, 2.0, 3.0]), np.array([1.0, 10.0]), np.array([1.0, -1.0])
    assert np.allclose(convolve_gradient(x, w, u), [-1, -1])
