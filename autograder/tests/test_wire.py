import contextlib
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.wire import (
    MAX_DEPTH,
    MAX_FRAME_BYTES,
    Reference,
    Refused,
    decode,
    encode,
    pack,
    resolved,
    unpack,
)

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


def answered(value):
    """What the grader has of a value that a worker sends."""
    return decode(encode(value))


def asked(value):
    """What a worker has of a value that the grader sends; References as they are."""
    return resolved(unpack(pack(value)), lambda reference: reference)


ways = st.sampled_from([answered, asked])


@given(plain, ways)
def test_plain_data_comes_back_as_it_was(value, sent):
    """What is sent arrives as the same value of the same types, either way."""
    back = sent(value)
    assert back == value and repr(back) == repr(value)


@given(
    hnp.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.int8, np.bool_, np.complex128]),
        hnp.array_shapes(min_dims=0, min_side=0),
    ),
    ways,
)
def test_arrays_come_back_with_dtype_and_shape(array, sent):
    """An array keeps its numbers, its shape and its dtype, and is writable."""
    back = sent(array)
    np.testing.assert_array_equal(back, array)
    assert (back.shape, back.dtype, back.flags.writeable) == (array.shape, array.dtype, True)


@pytest.mark.parametrize("value", [[1.0], np.zeros(2)], ids=["a list", "an array"])
def test_what_is_asked_with_twice_arrives_as_two_things(value):
    """To change one argument in place leaves another alone, though both were one thing here."""
    first, second = asked([value, value])
    assert first is not second and repr(first) == repr(second)


def test_references_are_found_wherever_they_are():
    """In lists, in dicts and among objects in an array, each stands for what it refers to."""
    one = Reference("object", 7, "Dual")
    message = unpack(pack({"steps": [(1, "add", one)], "objects": [one]}))
    found = resolved(message, lambda reference: reference.number)
    assert found["steps"] == [(1, "add", 7)] and found["objects"] == [7]
    objects = np.empty(2, dtype=object)
    objects[:] = [str, 0.5]
    sent = unpack(pack(objects, lambda _: one))
    assert list(resolved(sent, lambda reference: reference.name)) == ["Dual", 0.5]


def test_a_request_has_a_largest_size():
    """More than a frame may hold is refused before it is sent."""
    with pytest.raises(Refused, match="allowed"):
        pack(bytes(MAX_FRAME_BYTES))


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


def test_a_worker_is_asked_with_plain_data_alone():
    """Nor do they cross the other way."""
    with pytest.raises(Refused):
        pack([object()])


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
