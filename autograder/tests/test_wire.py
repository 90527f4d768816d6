import contextlib
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.wire import MAX_DEPTH, Refused, decode, encode

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"))
    | st.binary()
)
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner)
    ),
    max_leaves=20,
)


@given(plain)
def test_plain_data_comes_back_as_it_was(value):
    """What is encoded is decoded to the same value of the same types."""
    back = decode(encode(value))
    assert back == value and repr(back) == repr(value)


@given(
    hnp.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.int8, np.bool_, np.complex128]),
        hnp.array_shapes(min_dims=0, min_side=0),
    )
)
def test_arrays_come_back_with_dtype_and_shape(array):
    """An array keeps its numbers, its shape and its dtype, and is writable."""
    back = decode(encode(array))
    np.testing.assert_array_equal(back, array)
    assert (back.shape, back.dtype, back.flags.writeable) == (array.shape, array.dtype, True)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data):
    """Hostile bytes never raise anything but Refused."""
    with contextlib.suppress(Refused):
        decode(data)


@given(plain, st.data())
def test_mangled_frames_are_decoded_or_refused(value, data):
    """A frame with one byte changed never raises anything but Refused."""
    frame = bytearray(encode(value))
    frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refused):
        decode(bytes(frame))


@pytest.mark.parametrize(
    "value",
    [
        object(),
        iter([1]),
        {1: 2},
        10**400,
        np.ma.masked_array([1.0, 2.0], [False, True]),
        np.array([object()]),
        np.datetime64("2026-11-26"),
        np.array(["text"]),
        lambda: 0,
        {1, 2},
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_data_is_refused(value):
    """Objects, iterators, sets, arrays with masked entries and the like do not cross."""
    with pytest.raises(Refused):
        encode(value)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.array([[1.0, 2.0]]).view(np.matrix), np.array([[1.0, 2.0]])),
        (np.ma.masked_array([1.0, 2.0]), np.array([1.0, 2.0])),
        (np.zeros(3).view(np.recarray), np.zeros(3)),
        (np.array([1, Fraction(1, 2)], dtype=object), [1, 0.5]),
        (np.array([[1, 2], [3, 4]], dtype=object), [[1, 2], [3, 4]]),
        (np.array([1.5], dtype=np.longdouble), np.array([1.5])),
        (np.longdouble(1.5), 1.5),
        (Decimal("1.5"), 1.5),
        (2**63, 2.0**63),
        (range(3), np.arange(3.0)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_numbers_of_other_kinds_cross_as_plain_ones(value, plain):
    """What NumPy takes for real numbers crosses; whole numbers among objects stay whole."""
    back = decode(encode(value))
    assert type(back) is type(plain)
    np.testing.assert_array_equal(back, plain)
    assert repr(back) == repr(plain)


def test_nesting_has_a_bound():
    """Neither side follows data that is nested without end."""
    value = []
    for _ in range(MAX_DEPTH + 2):
        value = [value]
    with pytest.raises(Refused, match="nested"):
        encode(value)
    with pytest.raises(Refused, match="nested"):
        decode(b"l\x01\x00\x00\x00" * (MAX_DEPTH + 2) + b"N")


@pytest.mark.parametrize(
    "frame",
    [
        b"l\xff\xff\xff\xff",
        b"s\xff\xff\xff\x7f",
        b"a\x0b\x02" + (2**62).to_bytes(8, "little") + (0).to_bytes(8, "little"),
        b"a\x0b\x01" + (2**40).to_bytes(8, "little"),
        b"a\x0b\xff",
        b"NN",
        b"",
        b"?",
        (b"R" + bytes(9)) * 10_000,  # a reference named by a reference named by ...
        b"l\x01\0\0\0" * 10_000 + b"N",
    ],
)
def test_claims_are_checked_before_anything_is_allocated(frame):
    """A length that the frame does not hold is refused, and so is what nests without an end."""
    with pytest.raises(Refused):
        decode(frame)
