"""How a body stands, sits or runs: the places of its joints.

Lengths are hundredths of the grown height, feet on y = 0, up is negative; everybody looks to the right, so the near
arm is the one on the left.
"""

from __future__ import annotations

from dataclasses import dataclass

from sketch.paint.geometry import Point
from sketch.paint.limbs import Limb, bent

"""Ways to hold one's arms when the pose leaves them free."""


@dataclass(frozen=True, slots=True)
class Joints:
    """A body in a pose. `head` is the middle of the head, `crown` its height, `half` half the shoulders' width."""

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
    tilt: float = 0.0


# For each pose: hip (x, height), lean of the shoulders, near and far foot, near and far hand (height in body parts).
_Pose = tuple[Point, float, Point, Point, Point, Point]
_POSES: dict[str, _Pose] = {
    "standing": ((0, 0.60), 0.5, (-6, 0), (6.5, 1), (-13, 0.50), (12, 0.50)),
    "walking": ((0, 0.585), 3, (-15, 1.5), (15, 0), (5, 0.53), (-3, 0.55)),
    "running": ((0, 0.60), 11, (-29, 19), (19, 3), (18, 0.80), (-12, 0.64)),
    "sitting": ((-6, 0.31), -1.5, (14, 0), (19, 1), (11, 0.40), (15, 0.41)),
    "kneeling": ((-5, 0.33), 3, (-21, 3), (-19, 4), (13, 0.46), (17, 0.50)),
    "fighting": ((-1, 0.53), 4, (-22, 0), (20, 1), (-20, 0.78), (23, 0.98)),
    "working": ((-5, 0.565), 13, (-12, 0), (10, 1), (13, 0.56), (20, 0.48)),
    "riding": ((0, 0.40), 2, (9, 6), (11, 7), (17, 0.58), (20, 0.60)),
    "lying": ((0, 0.60), 0, (-4, 0), (5, 0), (-9, 0.52), (6, 0.62)),
}
_HANDS: dict[str, tuple[Point | None, Point | None]] = {
    "rest": (None, None),
    "gesture": (None, (25, 0.80)),
    "hip": ((-10, 0.585), None),
    "clasp": ((4, 0.60), (6, 0.605)),
    "open": ((-21, 0.66), (23, 0.70)),
    "hold": (None, (20, 0.70)),
    "chin": (None, (9, 0.93)),
}


def joints(pose: str, arms: str, *, heads: float, girth: float, female: bool, child: bool) -> Joints:
    """Return the joints of a body of these proportions."""
    crown = 100 / heads
    body = 100 - crown * 0.96
    (hx, hip_up), lean, near_foot, far_foot, near_hand, far_hand = _POSES.get(pose, _POSES["standing"])
    if pose in ("standing", "sitting", "walking", "kneeling"):
        near, far = _HANDS.get(arms, (None, None))
        lower = hip_up - 0.60
        if near is not None:
            near_hand = (near[0] + hx, near[1] + lower * 0.96)
        if far is not None:
            far_hand = (far[0] + hx, far[1] + lower * 0.96)
    hip = (hx, -hip_up * body)
    neck = (hx + lean, hip[1] - 0.365 * body)
    waist = (hx + lean * 0.35, hip[1] - 0.125 * body)
    half = (10.6 if female else 12.4) * (0.84 if child else 1.0) * (0.62 + 0.38 * girth)
    head = (neck[0] + 1.0 + lean * 0.22, neck[1] - crown * 0.60)
    slope = 0.028 * body
    near_shoulder = (neck[0] - half * 0.94, neck[1] + slope)
    far_shoulder = (neck[0] + half * 0.82, neck[1] + slope * 0.8)
    upper, fore = 0.205 * body, 0.205 * body
    thigh, shin = 0.285 * body, 0.275 * body
    spread = 4.6 * (0.7 + 0.3 * girth)
    near_hip, far_hip = (hip[0] - spread, hip[1]), (hip[0] + spread * 0.8, hip[1])
    ankle = 0.045 * body
    outward = far_hand[0] > 14
    return Joints(
        head=head,
        crown=crown,
        neck=neck,
        waist=waist,
        hip=hip,
        half=half,
        near_arm=bent(near_shoulder, (near_hand[0], -near_hand[1] * body), upper, fore, forward=-1.0),
        far_arm=bent(far_shoulder, (far_hand[0], -far_hand[1] * body), upper, fore, forward=-1.0 if outward else 1.0),
        near_leg=bent(near_hip, (near_foot[0], -near_foot[1] - ankle), thigh, shin, forward=1.0),
        far_leg=bent(far_hip, (far_foot[0], -far_foot[1] - ankle), thigh, shin, forward=1.0),
        seated=pose in ("sitting", "riding"),
    )
