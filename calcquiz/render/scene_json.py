"""A scene as JSON: what a picture shows, in numbers, for other programs."""

from dataclasses import asdict
from json import dumps

from calcquiz.records.scene import Scene


def scene_json(scene: Scene) -> str:
    """Return the scene as one line of JSON; every number in it is finite."""
    return dumps(asdict(scene), ensure_ascii=False, allow_nan=False)
