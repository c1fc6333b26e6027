# SPDX-License-Identifier: Apache-2.0
"""Tiles, shades and frames."""

from chuan.places.drawing import Frame, shades, tiles


def test_every_commune_has_a_tile_of_its_own_north_above_south() -> None:
    centres = {f"{n:05d}": (103 + n % 9 / 10, 21 + n / 100) for n in range(75)}
    placed = tiles(centres)
    assert len(set(placed.values())) == 75
    assert placed["00074"][1] == 0 and placed["00000"][1] == max(row for _column, row in placed.values())
    assert tiles({}) == {}


def test_shades_hold_about_as_many_each_and_nothing_is_white() -> None:
    found = shades({str(n): float(n) for n in range(11)})
    assert found["0"] == 0 and found["1"] == 1 and found["10"] == 5
    assert shades({"a": 7.0, "b": 7.0}) == {"a": 1, "b": 1}
    assert shades({"a": 0.0}) == {"a": 0}


def test_a_frame_keeps_everything_within_and_north_up() -> None:
    frame = Frame.around([(103.0, 20.5), (105.0, 22.0)])
    assert frame is not None
    (x, y), (u, v) = frame.at(103.0, 22.0), frame.at(105.0, 20.5)
    assert 0 <= x < u <= 800 and 0 <= y < v <= frame.height
    assert Frame.around([]) is None
    one = Frame.around([(104.0, 21.0)])
    assert one is not None and one.at(104.0, 21.0)[0] == 400
    ring = [[103.0, 20.5], [105.0, 20.5], [105.0, 22.0], [103.0, 20.5]]
    assert frame.path([[ring]]).count("M") == 1 and frame.path([[ring]]).endswith("Z")
