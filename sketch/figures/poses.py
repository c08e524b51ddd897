"""How a body stands, sits or runs: the places of its joints.

Lengths are hundredths of the grown height, feet on y = 0, up is negative; everybody looks to the right, so the near
arm is the one on the left.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sketch.paint.geometry import Point
from sketch.paint.limbs import Limb, bent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.figures.plan import PersonPlan

POSES_FILE = Path(__file__).with_name("poses.toml")
TRUNK = 0.365
"""From the hip to the neck, by the body's height without its head."""
UPPER_ARM = FOREARM = 0.205
THIGH, SHIN = 0.285, 0.275
_TOWARDS_US, _CLOSE = 0.66, 0.62
"""How long an arm is drawn that comes towards us, and how near its hand then is to its shoulder, by the upper arm."""


@dataclass(frozen=True, slots=True)
class Joints:
    """A body in a pose. `head` is the middle of the head, `crown` its height, `half` half the shoulders' width.

    `waisted` and `hipped` are factors of the usual breadth of waist and hips.
    """

    head: Point
    crown: float
    neck: Point
    waist: Point
    hip: Point
    half: float
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    seated: bool
    nod: float = 0.0
    waisted: float = 1.0
    hipped: float = 1.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A way to hold oneself. Heights are parts of the body without its head, what is across in hundredths of a grown.

    `hip` (x, height); `lean` how far the shoulders are before the hip; feet (x, height in hundredths), hands (x,
    height). `nod` turns the head forward and `turn` the whole body about its hip, in degrees; a body that is turned
    has its hip at `rise` hundredths above the ground. What is held points `angle` degrees from upright to the front
    (None: as the forearm does), the near hand `shaft` hundredths behind the far one on it (0: not on it); `both`:
    it lies between the hands, `behind`: on the back. `free` says that the hands have nothing to do, `seated` that a
    lap is made, `wide` that arms or legs reach far, and `kind` which of the words of a scene the pose belongs to.
    """

    hip: Point
    lean: float
    near_foot: Point
    far_foot: Point
    near_hand: Point
    far_hand: Point
    kind: str = "standing"
    nod: float = 0.0
    turn: float = 0.0
    rise: float = 0.0
    free: bool = False
    seated: bool = False
    wide: bool = False
    angle: float | None = None
    shaft: float = 0.0
    both: bool = False
    behind: bool = False


class PosesInvalid(ValueError):
    """The poses do not say what they must; the message names the row."""


def load_poses(file: Path) -> Mapping[str, Pose]:
    """Read the poses of a file. Raises PosesInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _pose(name, row) for name, row in content.items()}


def _pose(name: str, row: dict[str, Any]) -> Pose:
    try:
        points: dict[str, Any] = {part: (float(row[part][0]), float(row[part][1])) for part in _POINTS}
        return Pose(**{**row, **points})
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise PosesInvalid(f"{name}: {error} is not how a body is held.") from None


_POINTS = ("hip", "near_foot", "far_foot", "near_hand", "far_hand")
POSES: Mapping[str, Pose] = load_poses(POSES_FILE)
"""By their names."""


def pose_named(name: str) -> Pose:
    """Return a pose; one that is not known stands."""
    return POSES.get(name) or POSES["standing"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a body's own measure lies in that of the figure: its origin, and its turn in radians."""

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0

    def out(self, point: Point) -> Point:
        """Return a point of the body in the measure of the figure."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        return (self.x + point[0] * c - point[1] * s, self.y + point[0] * s + point[1] * c)

    def into(self, point: Point) -> Point:
        """Return a point of the figure in the body's measure."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        x, y = point[0] - self.x, point[1] - self.y
        return (x * c + y * s, -x * s + y * c)


def frame_of(pose: str, body: Joints) -> Frame:
    """Return how the body lies in its figure, in a pose."""
    held = pose_named(pose)
    if not held.turn:
        return Frame()
    turn = math.radians(held.turn)
    hip = Frame(turn=turn).out(body.hip)
    return Frame(-hip[0], -held.rise - hip[1], turn)


_HANDS: dict[str, tuple[Point | None, Point | None]] = {
    "rest": (None, None),
    "gesture": (None, (25, 0.80)),
    "hip": ((-10, 0.585), None),
    "clasp": ((4, 0.60), (6, 0.605)),
    "open": ((-21, 0.66), (23, 0.70)),
    "hold": (None, (20, 0.70)),
    "chin": (None, (9, 0.93)),
}
"""Ways to hold one's arms when the pose leaves them free."""


@lru_cache(maxsize=512)
def joints(pose: str, arms: str, *, heads: float, girth: float, female: bool, child: bool) -> Joints:
    """Return the joints of a body of these proportions."""
    held = pose_named(pose)
    crown = 100 / heads
    body = 100 - crown * 0.96
    near_hand, far_hand = _hands(held, arms)
    hip = (held.hip[0], -held.hip[1] * body)
    trunk = TRUNK * body
    lean = max(-0.97 * trunk, min(0.97 * trunk, held.lean))
    rise = math.sqrt(trunk**2 - lean**2)
    neck = (hip[0] + lean, hip[1] - rise)
    waist = (hip[0] + lean * 0.35, hip[1] - rise * 0.34)
    half = (10.6 if female else 12.4) * (0.84 if child else 1.0) * (0.62 + 0.38 * girth)
    along = (lean / trunk, -rise / trunk)
    head = (neck[0] + 1.0 + along[0] * crown * 0.5, neck[1] - crown * 0.56 * (0.4 - along[1] * 0.6))
    slope = 0.028 * body
    near_shoulder = (neck[0] - half * 0.94, neck[1] + slope)
    far_shoulder = (neck[0] + half * 0.82, neck[1] + slope * 0.8)
    spread = 4.6 * (0.7 + 0.3 * girth)
    near_hip, far_hip = (hip[0] - spread, hip[1]), (hip[0] + spread * 0.8, hip[1])
    ankle = 0.045 * body
    return Joints(
        head=head,
        crown=crown,
        neck=neck,
        waist=waist,
        hip=hip,
        half=half,
        near_arm=arm(near_shoulder, (near_hand[0], -near_hand[1] * body), body, near=True),
        far_arm=arm(far_shoulder, (far_hand[0], -far_hand[1] * body), body, near=False),
        near_leg=bent(
            near_hip, (held.near_foot[0], -held.near_foot[1] - ankle), THIGH * body, SHIN * body, forward=1.0
        ),
        far_leg=bent(far_hip, (held.far_foot[0], -held.far_foot[1] - ankle), THIGH * body, SHIN * body, forward=1.0),
        seated=held.seated,
        nod=math.radians(held.nod),
    )


def body_joints(plan: PersonPlan, pose: str, arms: str) -> Joints:
    """Return the joints of somebody in a pose."""
    return joints(
        pose, arms, heads=plan.heads, girth=plan.girth, female=plan.sex == "female", child=plan.years == "child"
    )


def arm(shoulder: Point, hand: Point, body: float, *, near: bool) -> Limb:
    """Return an arm whose hand is where it should be, or as near to it as the arm is long.

    One whose hand is close to its shoulder comes towards us, and is drawn shorter.
    """
    outward = hand[0] - shoulder[0] > 6 and not near
    forward = -1.0 if near or outward else 1.0
    far = math.dist(shoulder, hand)
    part = _TOWARDS_US if far < _CLOSE * UPPER_ARM * body else 1.0
    upper, lower = part * UPPER_ARM * body, part * FOREARM * body
    limb = bent(shoulder, hand, upper, lower, forward=forward)
    if not near and (hand[1] < shoulder[1] or part < 1):  # an elbow that is raised before the face would hide it
        other = bent(shoulder, hand, upper, lower, forward=-forward)
        return max(limb, other, key=lambda one: one.joint[1])
    return limb


def _hands(held: Pose, arms: str) -> tuple[Point, Point]:
    if not held.free:
        return held.near_hand, held.far_hand
    near, far = _HANDS.get(arms, (None, None))
    lower = (held.hip[1] - 0.60) * 0.96
    return (
        held.near_hand if near is None else (near[0] + held.hip[0], near[1] + lower),
        held.far_hand if far is None else (far[0] + held.hip[0], far[1] + lower),
    )
