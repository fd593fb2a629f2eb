"""Two threads of a page: joined, and told apart by the groups of their posts."""

from __future__ import annotations

import pytest

from pagewinnow.find.threads.repeated.posts import join_threads
from pagewinnow.findings import Post, Thread


def thread(start: int, parents: list[int | None]) -> Thread:
    posts = tuple(Post(start + n, start + n + 1, (), parent=parent) for n, parent in enumerate(parents))
    return Thread(posts, "structure", start=start, stop=start + len(posts))


@pytest.mark.parametrize(
    ("one", "other", "groups", "parents"),
    [
        pytest.param([None, 0, None], [None, 0], [0, 0, 0, 1, 1], [None, 0, None, None, 3], id="the larger first"),
        pytest.param([None, 0], [None, 0, 1], [0, 0, 0, 1, 1], [None, 0, 1, None, 3], id="the larger second"),
        pytest.param([None], [None], [0, 1], [None, None], id="as large"),
    ],
)
def test_threads_are_joined(
    one: list[int | None], other: list[int | None], groups: list[int], parents: list[int | None]
) -> None:
    joined = join_threads(thread(10, one), thread(30, other))
    assert [post.group for post in joined.posts] == groups
    assert [post.parent for post in joined.posts] == parents
    assert (joined.start, joined.stop) == (10, 30 + len(other))
